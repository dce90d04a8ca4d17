/**
 * One measured run, in a process of its own: `measured.ts preview|program FOLDER`. The last line it writes is JSON.
 *
 * `program` is the floor: the same program with Pulumi's mocks, which check nothing and remember nothing.
 */
import * as pulumi from "@pulumi/pulumi";
import { runCli } from "../../preview/cli";
import { readStackSettings } from "../../preview/stack-settings";
import { environmentProgram } from "../../stacks/program";
import { BENCH_STACK } from "./many-services";
import { usedSoFar, type Measurement } from "./runs";

const REGION = "eu-central-1";

/** What the program reads of what AWS decides, beside ids and ARNs. */
const OUTPUTS = { region: REGION, name: "mock", dnsName: "mock.example.com" };

async function preview(folder: string): Promise<number> {
  let text = "";
  const write = (part: string) => void (text += part);
  const args = ["--stack", BENCH_STACK];
  const exitCode = await runCli(args, { folder, write, writeError: write, colour: false });
  if (exitCode === 2) throw new Error(text);
  return Number(/Resources: (\d+)/.exec(text)![1]);
}

async function program(folder: string): Promise<number> {
  let resources = 0;
  // Pulumi keeps a stack trace per promise, which is most of the cost; the preview switches that off too.
  Error.stackTraceLimit = 0;
  const { project, stack, config } = readStackSettings(folder, BENCH_STACK);
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, id, custom }) => {
        if (custom === true && !type.startsWith("pulumi:")) resources++;
        const arn = `arn:aws:mock:${REGION}:123456789012:${type}/${name}`;
        return { id: id ?? `${name}-id`, state: { ...OUTPUTS, arn, ...(inputs as object) } };
      },
      call: ({ inputs }) => ({ ...OUTPUTS, ...(inputs as object) }),
    },
    project,
    stack,
  );
  pulumi.runtime.setAllConfig(config);
  await pulumi.runtime.runInPulumiStack(() => Promise.resolve(environmentProgram()));
  await pulumi.runtime.disconnect();
  return resources;
}

const MODES = { preview, program };

async function main([mode = "", folder = ""]: readonly string[]): Promise<void> {
  const resources = await MODES[mode as keyof typeof MODES](folder);
  const measurement: Measurement = { resources, ...usedSoFar() };
  console.log(JSON.stringify(measurement));
}

if (require.main === module) void main(process.argv.slice(2));
