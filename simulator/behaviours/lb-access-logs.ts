/**
 * What a load balancer needs to write its access logs: AWS tries it when the logs are switched on.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html and
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/enable-access-logs.html
 */
import { isProperties, type Value } from "../../model/graph";
import type { NewResource, World } from "../behaviour";
import { isTrue, text, texts } from "../read";
import { mayWrite } from "./bucket-writers";
import { BUCKET, BUCKET_ENCRYPTION, refuseIf } from "./common";
import { listOf } from "./s3";

const WRITERS: { readonly [loadBalancerType: string]: string } = {
  application: "logdelivery.elasticloadbalancing.amazonaws.com",
  network: "delivery.logs.amazonaws.com",
};

export function refuseUnwritableAccessLogs({ inputs, world, account }: NewResource): void {
  const name = text(inputs, "accessLogs.bucket");
  // What is not known yet can't be tried.
  if (!isTrue(inputs, "accessLogs.enabled") || name === undefined) return;
  const bucket = world.find(BUCKET, name);
  refuseIf(
    bucket === undefined,
    "InvalidConfigurationRequest",
    `S3Bucket: ${name} is not located in the same region with the ELB: ${account.region}`,
  );
  const prefix = text(inputs, "accessLogs.prefix");
  const folder = [text(bucket?.outputs ?? {}, "arn"), ...(prefix ? [prefix] : []), "AWSLogs", account.accountId];
  refuseIf(
    encryptsWithKms(world, name) ||
      !mayWrite(world, name, `${folder.join("/")}/*`, (principal) =>
        isWriter(principal, text(inputs, "loadBalancerType")),
      ),
    "InvalidConfigurationRequest",
    `Access Denied for bucket: ${name}. Please check S3bucket permission`,
  );
}

/** The only encryption that load balancers can write with is S3's own. */
function encryptsWithKms(world: World, bucket: string): boolean {
  const algorithms = world
    .all(BUCKET_ENCRYPTION)
    .filter(({ inputs }) => inputs.bucket === bucket)
    .flatMap(({ inputs }) => texts(inputs, "rules[].applyServerSideEncryptionByDefault.sseAlgorithm"));
  return algorithms.some((algorithm) => algorithm !== "AES256");
}

/** The service, or an account of AWS's own, which regions from before August 2022 accept as well. */
function isWriter(principal: Value | undefined, type = "application"): boolean {
  if (!isProperties(principal)) return principal === "*";
  const isAccount = type === "application" && listOf(principal.AWS).length > 0;
  return listOf(principal.Service).includes(WRITERS[type] ?? "") || isAccount;
}
