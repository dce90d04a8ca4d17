/** The daily commands on a stack that is deployed as far as they can tell: its settings, its state, an API of AWS. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { runDaily } from "../../../scripts/daily/cli";
import { useAwsApi } from "../../support/aws-api";
import { projectFolder } from "../../support/project-folder";

export const REGION = "eu-central-1";
export const CLUSTER = "main-1a2b3c4";
export const WEB_ON_AWS = { serviceName: "web-5d6e7f8", logGroupName: "web-9a8b7c6" };
export const WEB = ["--stack", "dev", "--service", "web"];

const ARN = `arn:aws:ecs:${REGION}:111122223333:`;

/** What `pulumi stack export` says of a service; the task definition of before is still there to be deleted. */
export function exportedState(taskDefinition = `${ARN}task-definition/web:1`, containers: object[] = []): object {
  const resource = (type: string, outputs: object, rest: object = {}) => ({
    urn: `urn:pulumi:dev::fargate-platform::fargate-platform:service:FargateService$${type}::web`,
    outputs,
    ...rest,
  });
  const resources = [
    { urn: "urn:pulumi:dev::fargate-platform::pulumi:pulumi:Stack::fargate-platform-dev" },
    resource("aws:ecs/taskDefinition:TaskDefinition", {
      arn: taskDefinition,
      containerDefinitions: JSON.stringify(containers),
    }),
    resource("aws:ecs/taskDefinition:TaskDefinition", { arn: `${ARN}task-definition/web:0` }, { delete: true }),
    resource("aws:ecs/service:Service", { name: WEB_ON_AWS.serviceName, cluster: `${ARN}cluster/${CLUSTER}` }),
    resource("aws:cloudwatch/logGroup:LogGroup", { name: WEB_ON_AWS.logGroupName }),
  ];
  return { version: 3, deployment: { resources } };
}

export interface Run {
  readonly exitCode: number;
  readonly text: string;
  readonly errors: string;
}

export class DailyCommands {
  readonly interruption = new AbortController();
  readonly #programs = mkdtempSync(join(tmpdir(), "programs-"));
  readonly #restore: () => void;
  #folder = "";

  /** @param awsApi the URL of what answers in AWS's place */
  constructor(awsApi: string) {
    this.#restore = useAwsApi(awsApi);
    process.env.PATH = `${this.#programs}${delimiter}${process.env.PATH}`;
    this.exports(exportedState());
    this.configure({});
  }

  dispose(): void {
    this.#restore();
    rmSync(this.#programs, { recursive: true });
  }

  /** The settings below the project's name; the region is there already. */
  configure(settings: Readonly<Record<string, string>>): void {
    const config = Object.entries({ region: REGION, ...settings });
    const lines = config.map(([key, value]) => `  fargate-platform:${key}: ${value}\n`);
    this.#folder = projectFolder({ "Pulumi.dev.yaml": `config:\n${lines.join("")}` });
  }

  exports(state: object): void {
    this.playPulumi(`cat <<'EOF'\n${JSON.stringify(state)}\nEOF`);
  }

  /** A program in the CLI's place, because reading a stack's state takes a whole engine. */
  playPulumi(script: string): void {
    this.play("pulumi", `echo "$@" > ${join(this.#programs, "arguments")}\n${script}`);
  }

  /** A program on PATH; what it writes to `$OUT` can be read as `written`. */
  play(name: string, script: string): void {
    const program = join(this.#programs, name);
    writeFileSync(program, `#!/bin/sh\nOUT=${join(this.#programs, "written")}\n${script}\n`);
    chmodSync(program, 0o755);
  }

  remove(name: string): void {
    rmSync(join(this.#programs, name));
  }

  get written(): string {
    return readFileSync(join(this.#programs, "written"), "utf8");
  }

  /** What the CLI was last asked for. */
  get askedPulumi(): string {
    return readFileSync(join(this.#programs, "arguments"), "utf8").trim();
  }

  removePulumi(): void {
    process.env.PATH = join(this.#programs, "nothing");
  }

  async run(args: readonly string[], onText: (text: string) => void = () => undefined): Promise<Run> {
    const written = { text: "", errors: "" };
    const exitCode = await runDaily(args, {
      folder: this.#folder,
      write: (text) => {
        written.text += text;
        onText(text);
      },
      writeError: (text) => (written.errors += text),
      width: 160,
      colour: false,
      interrupted: this.interruption.signal,
    });
    return { exitCode, ...written };
  }
}
