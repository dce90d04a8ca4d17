import assert from "node:assert/strict";
import type { Properties, Resource } from "../../model/graph";
import { runProgram, type Message } from "../../simulator/in-process";
import { SimulatedAws } from "../../simulator/simulated-aws";

/** What a program registered, for comparing it exactly. */
export class Recorded {
  constructor(
    readonly resources: readonly Resource[],
    readonly messages: readonly Message[],
  ) {}

  /** The one resource of the type and name. The type is given as in programs: `ec2.Vpc`, or a component's class. */
  resource(type: string, name: string): Resource {
    const found = this.resources.filter((resource) => resource.name === name && isOfType(resource, type));
    assert.equal(
      found.length,
      1,
      `${found.length} resources ${type} ${name}; there are ${this.names(type).join(", ")}`,
    );
    return found[0]!;
  }

  /** Its inputs, without what the simulated provider adds to each resource. */
  inputs(type: string, name: string): Properties {
    const { region, tagsAll, ...inputs } = this.resource(type, name).inputs;
    return inputs;
  }

  id(type: string, name: string): string {
    return asText(this.resource(type, name).id);
  }

  /** An input that is a text. */
  input(type: string, name: string, property: string): string {
    return asText(this.resource(type, name).inputs[property]);
  }

  /** An output that is a text. */
  output(type: string, name: string, property: string): string {
    return asText(this.resource(type, name).outputs[property]);
  }

  /** The names of all resources of the type, sorted. */
  names(type: string): string[] {
    return this.resources
      .filter((resource) => isOfType(resource, type))
      .map(({ name }) => name)
      .sort();
  }

  /** Everything the resource waits for, as `type name`, sorted. */
  dependencies(type: string, name: string): string[] {
    const byUrn = new Map(this.resources.map((resource) => [resource.urn, resource]));
    return this.resource(type, name)
      .dependencies.map((urn) => byUrn.get(urn)!)
      .map((dependency) => `${programType(dependency.type)} ${dependency.name}`)
      .sort();
  }
}

/** The value, which has to be a text. */
export function asText(value: unknown): string {
  assert.ok(typeof value === "string", `${JSON.stringify(value)} is no text`);
  return value;
}

function isOfType(resource: Resource, type: string): boolean {
  return programType(resource.type) === type;
}

function programType(type: string): string {
  const [packageName = "", module = "", name = ""] = type.split(":");
  return packageName === "aws" ? `${module.split("/")[0]}.${name}` : name;
}

/** Runs the program on simulated AWS, an empty account unless one is given; fails with its error if it has one. */
export async function record(program: () => unknown, aws = new SimulatedAws()): Promise<Recorded> {
  const run = await runProgram({ project: "test", stack: "test", config: {}, program, aws });
  if ("error" in run) throw run.error;
  return new Recorded(run.graph.resources, run.messages);
}

/** The message of the error that the program throws, and what was registered before: nothing but the stack, if all is well. */
export async function refusal(program: () => unknown): Promise<{ message: string; registered: string[] }> {
  const run = await runProgram({ project: "test", stack: "test", config: {}, program });
  assert.ok(run.error instanceof Error, "the program was not refused");
  return {
    message: run.error.message,
    registered: run.graph.resources.map((resource) => resource.type).filter((type) => type !== "pulumi:pulumi:Stack"),
  };
}
