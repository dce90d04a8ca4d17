import assert from "node:assert/strict";
import { Network } from "../../../components/network/network";
import { checkCallers } from "../../../components/service/caller-plan";
import { Cluster } from "../../../components/service/cluster";
import { FargateService } from "../../../components/service/fargate-service";
import { plainService } from "../../../components/service/service-args";
import { record, refusal } from "../../support/recorded";

const image = "example/it:1";

/** Two services without a load balancer; nothing reaches them yet. */
function build() {
  const network = new Network("main", { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "single" });
  const cluster = new Cluster("main", {});
  const users = new FargateService("users", { cluster, network, containers: { users: { image } } });
  const payments = new FargateService("payments", {
    cluster,
    network,
    containers: { payments: { image, containerPort: 8080 }, admin: { image, containerPort: 9090 } },
  });
  return { users, payments };
}

describe("a Fargate service that lets another one in", () => {
  it("opens one port to the caller's group, and the caller's group to itself", async () => {
    const before = await record(() => void build());
    const run = await record(() => {
      const { users, payments } = build();
      payments.allowFrom(users, 8080);
    });
    const ports = { fromPort: 8080, toPort: 8080, ipProtocol: "tcp" };
    const [users, payments] = ["users", "payments"].map((name) => run.id("ec2.SecurityGroup", name));
    assert.deepEqual(run.inputs("vpc.SecurityGroupIngressRule", "payments-8080-from-users"), {
      securityGroupId: payments,
      referencedSecurityGroupId: users,
      ...ports,
      description: "From the tasks of users",
      tags: { Name: "payments-8080-from-users" },
    });
    assert.deepEqual(run.inputs("vpc.SecurityGroupEgressRule", "payments-8080-from-users"), {
      securityGroupId: users,
      referencedSecurityGroupId: payments,
      ...ports,
      description: "To the tasks of payments",
      tags: { Name: "payments-8080-from-users" },
    });
    assert.equal(run.resources.length, before.resources.length + 2);
  });

  it("can open a second port to the same caller, and one to itself", async () => {
    const run = await record(() => {
      const { users, payments } = build();
      payments.allowFrom(users, 8080);
      payments.allowFrom(users, 9090);
      payments.allowFrom(payments, 9090);
    });
    assert.deepEqual(run.names("vpc.SecurityGroupIngressRule"), [
      "payments-8080-from-users",
      "payments-9090-from-payments",
      "payments-9090-from-users",
    ]);
  });

  it("refuses a port that none of its containers listens on, and opens nothing", async () => {
    const { message, registered } = await refusal(() => {
      const { users, payments } = build();
      payments.allowFrom(users, 80);
    });
    assert.match(message, /service "payments": allowFrom\.users = 80\n.*they listen on 8080 and 9090/s);
    assert.deepEqual(
      registered.filter((type) => type.endsWith("IngressRule")),
      [],
    );
  });
});

describe("the callers of a service", () => {
  const service = (containerPort?: number) => plainService("it", { containers: { it: { image, containerPort } } });
  const problems = (...args: Parameters<typeof checkCallers>) =>
    checkCallers(...args).map(({ argument, message }) => [argument, message]);

  it("need a container that listens", () => {
    assert.deepEqual(problems(service(), { web: 80 }), [
      ["allowFrom.web", "None of its containers listens on a TCP port."],
    ]);
    assert.deepEqual(problems(service(8080), { web: 80, users: 8080 }), [
      ["allowFrom.web", "None of its containers listens there; they listen on 8080."],
    ]);
    assert.deepEqual(problems(service(8080), {}), []);
  });

  it("are as many as the security group holds beside the rule of the load balancer", () => {
    const callers = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`caller-${index}`, 8080]));
    assert.deepEqual(problems(service(8080), callers(59)), []);
    assert.deepEqual(problems(service(8080), callers(60)), [
      ["allowFrom", "A service has at most 59 callers: its security group holds no more rules."],
    ]);
  });
});
