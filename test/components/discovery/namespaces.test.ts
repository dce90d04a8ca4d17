import assert from "node:assert/strict";
import fc from "fast-check";
import { ConnectNamespace } from "../../../components/discovery/connect-namespace";
import { PrivateNamespace } from "../../../components/discovery/private-namespace";
import { checkNamespaceName } from "../../../components/discovery/private-namespace-plan";
import { Network } from "../../../components/network/network";
import { asText, record, refusal } from "../../support/recorded";

const network = () => new Network("main", { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "none" });
const problems = (domainName: string) =>
  checkNamespaceName("it", "domainName", domainName).map(({ message }) => message);

describe("a domain of services' names", () => {
  it("is a private DNS namespace of the VPC", async () => {
    const run = await record(() => {
      const namespace = new PrivateNamespace("services", { domainName: "services.internal", network: network() });
      assert.equal(namespace.domainName, "services.internal");
    });
    assert.deepEqual(run.inputs("servicediscovery.PrivateDnsNamespace", "services"), {
      name: "services.internal",
      vpc: run.id("ec2.Vpc", "main"),
      description: "Names of services inside the VPC",
      tags: { Name: "services" },
    });
  });

  it("is refused before anything is registered if it is no domain", async () => {
    const { message, registered } = await refusal(() => {
      new PrivateNamespace("services", { domainName: "Services.", network: undefined as unknown as Network });
    });
    assert.match(message, /namespace "services": domainName = "Services\."/);
    assert.deepEqual(registered, []);
  });

  it("leaves room for the longest name of a service", () => {
    const labels = (length: number) => `${"a".repeat(60)}.`.repeat(10).slice(0, length - 1) + "b";
    assert.deepEqual(problems(labels(228)), []);
    assert.equal(problems(labels(229)).length, 1);
  });

  it("has labels of letters, digits and hyphens, whatever they are", () => {
    const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/);
    const valid = fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => labels.join("."));
    fc.assert(fc.property(valid, (name) => assert.deepEqual(problems(name), [])));
    const wrong = fc.constantFrom("", ".", "-", "A", "_", " ", "..", "-a.", "a-.");
    fc.assert(fc.property(valid, wrong, (name, part) => assert.equal(problems(`${part}${name}.`).length, 1)));
  });
});

describe("the group of services that call each other by Service Connect", () => {
  it("is a namespace without DNS, under a name that is free in the region", async () => {
    const run = await record(() => void new ConnectNamespace("services"));
    const { name, ...inputs } = run.inputs("servicediscovery.HttpNamespace", "services");
    assert.match(asText(name), /^services-[0-9a-f]{7}$/);
    assert.deepEqual(inputs, { description: "Service Connect", tags: { Name: "services" } });
    assert.deepEqual(run.names("route53.Zone"), []);
  });
});
