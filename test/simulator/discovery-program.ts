/** The part of `fargate-program.ts` by which its service is found. */
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** The name of the port that others call by Service Connect. */
export const PORT_NAME = "web-http";

/** What the service has to say about the namespaces that it is made known in. */
export function discovery(
  vpc: pulumi.Input<string>,
  options: pulumi.CustomResourceOptions,
): Pick<aws.ecs.ServiceArgs, "serviceRegistries" | "serviceConnectConfiguration"> {
  const domain = new aws.servicediscovery.PrivateDnsNamespace("domain", { name: "services.internal", vpc }, options);
  const registry = new aws.servicediscovery.Service(
    "web",
    {
      dnsConfig: { namespaceId: domain.id, dnsRecords: [{ type: "A", ttl: 10 }] },
      healthCheckCustomConfig: { failureThreshold: 1 },
    },
    options,
  );
  const namespace = new aws.servicediscovery.HttpNamespace("connect", {}, options);
  return {
    serviceRegistries: { registryArn: registry.arn },
    serviceConnectConfiguration: {
      enabled: true,
      namespace: namespace.arn,
      services: [{ portName: PORT_NAME, clientAlias: [{ dnsName: "web", port: 80 }] }],
    },
  };
}
