import assert from "node:assert/strict";
import type { Properties } from "../../model/graph";
import { AwsError } from "../../simulator/aws-error";
import { SimulatedAws } from "../../simulator/simulated-aws";
import type { CheckFailure } from "../../simulator/simulated-check";

export interface Made {
  readonly type: string;
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** A simulated account without Pulumi: resources are made by type, name and inputs, and refused at once. */
export class TestAccount {
  readonly aws = new SimulatedAws();
  readonly provider = this.aws.configure({ region: "eu-central-1" });

  /** What Check says. */
  check(type: string, inputs: Properties, name = "it"): { inputs: Properties; failures: CheckFailure[] } {
    return this.aws.check({ type, urn: urnOf(type, name) }, inputs, this.provider);
  }

  /** Check and Create; fails if Check refuses. */
  make(type: string, name: string, inputs: Properties): Made {
    const checked = this.check(type, inputs, name);
    assert.deepEqual(checked.failures, []);
    return { type, ...this.aws.create({ type, urn: urnOf(type, name) }, checked.inputs, this.provider) };
  }

  /** Check and Update, with the given inputs added to what they were. */
  change({ type, id, inputs, outputs }: Made, changes: Properties): Made {
    const next = { ...inputs, ...changes };
    const state = this.aws.update(type, id, next, this.provider, outputs);
    return { type, id, inputs: next, outputs: state.outputs };
  }

  delete({ type, id, outputs }: Made): void {
    this.aws.delete(type, id, this.provider, outputs);
  }

  read({ type, id, outputs }: Made): Properties | undefined {
    return this.aws.read(type, id, this.provider, outputs)?.outputs;
  }
}

export function urnOf(type: string, name: string): string {
  return `urn:pulumi:dev::p::${type}::${name}`;
}

/** Fails unless AWS refuses with this code, and a sentence that matches. */
export function assertRefused(action: () => unknown, code: string, sentence = /./): void {
  assert.throws(action, (error) => {
    assert.ok(error instanceof AwsError, String(error));
    assert.equal(error.code, code, error.message);
    assert.match(error.sentence, sentence);
    return true;
  });
}
