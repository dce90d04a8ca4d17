import assert from "node:assert/strict";
import fc from "fast-check";
import { isProperties, Secret, UNKNOWN, type Properties, type Value } from "../../model/graph";
import { ec2_13 } from "../../policies/controls/ec2-13";
import { type ControlCase, findingsOf, judgementOf, outcomeOf, withProperties } from "./control-case";
import { controlCases } from "./controls";

const ALL_CASES = controlCases.flatMap(({ control, cases }) => cases.map((testCase) => ({ control, testCase })));

/** What a verdict may become when less is known. */
const WITH_LESS_KNOWN: Readonly<Record<string, readonly string[]>> = {
  pass: ["pass", "indeterminate"],
  fail: ["fail", "indeterminate"],
  indeterminate: ["indeterminate"],
  // Whether a control applies may depend on a value; whatever is found then, it must not be a failure.
  "not-applicable": ["not-applicable", "pass", "indeterminate"],
};

/** Controls about what the program writes: a value that isn't known was not written there, and so is right. */
const ABOUT_LITERALS: readonly string[] = ["P-7"];

describe("every control", () => {
  for (const { control, cases } of controlCases) {
    it(`${control.id} never turns a failure into a pass, or a pass into a failure, when less is known`, () => {
      fc.assert(
        fc.property(fc.constantFrom(...cases), fc.infiniteStream(fc.integer({ min: 0, max: 3 })), (testCase, dice) => {
          const hide = () => dice.next().value === 0;
          const before = outcomeOf(control, testCase);
          const hidden = withProperties(testCase, (value) => hideSome(value, hide));
          const after = outcomeOf(control, { ...hidden, ...hideOutside(testCase, hide) });
          if (ABOUT_LITERALS.includes(control.id) && after === "pass") return;
          assert.ok(WITH_LESS_KNOWN[before]!.includes(after), `${before} became ${after}: ${testCase.title}`);
        }),
        { numRuns: 300 },
      );
    });

    it(`${control.id} judges whatever it is given`, () => {
      fc.assert(
        fc.property(fc.constantFrom(...cases), arbitraryProperties(namesIn(cases)), (testCase, properties) => {
          const others = [{ type: testCase.type, name: "twin", properties }];
          const outcome = outcomeOf(control, { ...testCase, properties, provider: properties, others });
          assert.notEqual(outcome, "error");
        }),
        { numRuns: 300 },
      );
    });
  }

  it("is tried with less known on cases of which each verdict is the outcome", () => {
    const outcomes = new Set(ALL_CASES.map(({ control, testCase }) => outcomeOf(control, testCase)));
    assert.deepEqual([...outcomes].sort(), Object.keys(WITH_LESS_KNOWN).sort());
  });
});

describe("EC2.13", () => {
  it("finds the whole internet however it is cut into up to 60 pieces, the rules that a group may have", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 59 }), fc.boolean(), (cuts, separately) => {
        const cidrBlocks = piecesOfTheInternet(cuts);
        assert.equal(cidrBlocks.length, cuts.length + 1);
        const subjects = separately ? cidrBlocks.map(ingressRule) : [group(cidrBlocks)];
        const outcomes = subjects.map((subject) => outcomeOf(ec2_13, subject));
        assert.ok(outcomes.includes("fail"), cidrBlocks.join(" "));
      }),
      { numRuns: 200 },
    );
  });

  it("lets no piece of a network pass as the internet", () => {
    fc.assert(
      fc.property(fc.nat({ max: 255 }), fc.integer({ min: 8, max: 32 }), (first, prefix) => {
        const testCase = ingressRule(`${first}.0.0.0/${prefix}`);
        assert.deepEqual(findingsOf(judgementOf(ec2_13, testCase)), []);
      }),
    );
  });
});

/** Halves one piece per cut, chosen by the number. */
function piecesOfTheInternet(cuts: readonly number[]): string[] {
  let pieces = [{ start: 0, prefix: 0 }];
  for (const cut of cuts) {
    const divisible = pieces.filter(({ prefix }) => prefix < 32);
    const chosen = divisible[cut % divisible.length]!;
    const prefix = chosen.prefix + 1;
    const halves = [chosen.start, chosen.start + 2 ** (32 - prefix)].map((start) => ({ start, prefix }));
    pieces = pieces.flatMap((piece) => (piece === chosen ? halves : [piece]));
  }
  return pieces.map(({ start, prefix }) => {
    const bytes = [24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256);
    return `${bytes.join(".")}/${prefix}`;
  });
}

function group(cidrBlocks: readonly string[]): ControlCase {
  const properties = { ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks }] };
  return subject("aws:ec2/securityGroup:SecurityGroup", properties);
}

function ingressRule(cidrIpv4: string): ControlCase {
  const properties = { ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIpv4 };
  return subject("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", properties);
}

function subject(type: string, properties: Properties): ControlCase {
  return { kind: "failing", title: "", type, properties, expected: "pass" };
}

/** The value, with parts of it unknown. */
function hideSome(value: Value, hide: () => boolean): Value {
  if (hide()) return UNKNOWN;
  if (Array.isArray(value)) return (value as readonly Value[]).map((item) => hideSome(item, hide));
  if (!isProperties(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, hideSome(item, hide)]));
}

/** The case's provider and other resources, with parts of them unknown. */
function hideOutside({ provider = {}, others = [] }: ControlCase, hide: () => boolean) {
  const hideIn = (properties: Properties) =>
    Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, hideSome(value, hide)] as const));
  return {
    provider: hideIn(provider),
    others: others.map((other) => ({ ...other, properties: hideIn(other.properties) })),
  };
}

/** Every property name that occurs in the cases, so that arbitrary values are found where the control looks. */
function namesIn(cases: readonly ControlCase[]): readonly string[] {
  const names = new Set<string>();
  const collect = (value: Value): void => {
    if (Array.isArray(value)) (value as readonly Value[]).forEach(collect);
    else if (isProperties(value)) {
      for (const [name, item] of Object.entries(value)) {
        names.add(name);
        collect(item);
      }
    }
  };
  cases.forEach(({ properties, provider = {} }) => [properties, provider].forEach(collect));
  return [...names];
}

function arbitraryProperties(names: readonly string[]): fc.Arbitrary<Properties> {
  const name = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, fc.string());
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom("redirect", "HTTPS", "HTTP", "tcp", "-1", "0.0.0.0/0", "::/0", "ingress", "[{}]", "[null, 1]", "{"),
    fc.json(),
  );
  const { value } = fc.letrec<{ value: Value }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom<Value>(null, true, false, UNKNOWN),
      fc.double(),
      fc.integer(),
      text,
      text.map((plain) => new Secret(plain)),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(name, tie("value"), { maxKeys: 5 }),
    ),
  }));
  return fc.dictionary(name, value, { maxKeys: 8 });
}
