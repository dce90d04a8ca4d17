import assert from "node:assert/strict";
import { ConnectNamespace } from "../../components/discovery/connect-namespace";
import { PrivateNamespace } from "../../components/discovery/private-namespace";
import { Domain } from "../../components/domain/domain";
import { PrivateName } from "../../components/domain/private-name";
import { FileSystem } from "../../components/data/file-system";
import { EncryptionKey } from "../../components/identity/encryption-key";
import { Secret } from "../../components/identity/secret";
import { AccessLogs } from "../../components/load-balancer/access-logs";
import { LoadBalancer } from "../../components/load-balancer/load-balancer";
import { NetworkLoadBalancer } from "../../components/load-balancer/network-load-balancer";
import { WebAcl } from "../../components/load-balancer/web-acl";
import { Network } from "../../components/network/network";
import { ClusterEvents } from "../../components/observability/cluster-events";
import { Notifications } from "../../components/observability/notifications";
import { Cluster } from "../../components/service/cluster";
import { FargateService } from "../../components/service/fargate-service";
import { transformed } from "../../components/transform";
import type { Resource } from "../../model/graph";
import { record } from "../support/recorded";

/** Answers to every name with a transform that marks what it gets, so that a child nobody thought of is found too. */
const MARK_ALL: object = new Proxy(() => undefined, {
  get: () => MARK_ALL,
  apply: (_target, _self, [args, options]: [object, object]) => ({
    args,
    options: { ...options, retainOnDelete: true },
  }),
});

const UUID = "12345678-1234-1234-1234-123456789012";
const container = { image: "public.ecr.aws/docker/library/node:22-alpine", containerPort: 8080 };

/** A network, a cluster, a load balancer, a service and notifications with all that they can have. */
async function recordAll(transform: object) {
  const run = await record(() => {
    const network = new Network("main", {
      cidr: "10.0.0.0/16",
      zones: ["a", "b"],
      nat: "single",
      ipv6: true,
      interfaceEndpoints: "minimal",
      flowLogDestinations: ["cloud-watch-logs", "s3"],
      transform,
    });
    new Network("small", { cidr: "10.1.0.0/16", zones: ["a", "b"], nat: "instance", transform });
    new AccessLogs("access-logs", { transform });
    const encryptionKey = new EncryptionKey("logs", { description: "Logs", transform });
    const cluster = new Cluster("main", { execAudit: { encryptionKey }, transform });
    const certificateArn = "arn:aws:acm:eu-central-1:123456789012:certificate/12345678-1234-1234-1234-123456789012";
    const loadBalancer = new LoadBalancer("public", { network, certificateArn, transform });
    const internal = new LoadBalancer("private", { network, internal: true, plainHttp: true, transform });
    const notifications = new Notifications("alarms", {
      mails: ["ops@example.com"],
      slack: { ops: { workspaceId: "T07EA123LEP", channelId: "C07EZ1ABC23" } },
      teams: { ops: { tenantId: UUID, teamId: UUID, channelId: "19%3a1%40thread.tacv2" } },
      transform,
    });
    new ClusterEvents("main", { cluster, notifications, transform });
    const web = new FargateService("web", {
      cluster,
      network,
      containers: { web: container },
      route: { loadBalancer, paths: ["/*"] },
      tracing: true,
      logRouter: {},
      autoScaling: {
        minTasks: 2,
        maxTasks: 4,
        requestsPerTargetPerMinute: 100,
        officeHours: { timeZone: "Europe/Berlin" },
      },
      executeCommand: true,
      alarms: { topicArns: [notifications.topicArn] },
      dashboard: true,
      transform: transform,
    });
    web.taskRole.grant("publish", [{ Effect: "Allow", Action: "sns:Publish", Resource: "arn:aws:sns:::topic" }]);
    const connections = new NetworkLoadBalancer("network", { network, internal: false, transform });
    const feed = new NetworkLoadBalancer("feed", { network, transform });
    feed.allowFrom(web);
    const networkRoutes = [
      { loadBalancer: connections, port: 7000 },
      { loadBalancer: feed, port: 7000 },
    ];
    const containers = { feed: container };
    new FargateService("feed", { cluster, network, containers, networkRoutes: networkRoutes.slice(0, 1), transform });
    new FargateService("mail", { cluster, network, containers, networkRoutes: networkRoutes.slice(1), transform });
    const domainName = "services.internal";
    const users = new FargateService("users", {
      cluster,
      network,
      containers: { users: container },
      cloudMap: { namespace: new PrivateNamespace("services", { domainName, network, transform }) },
      serviceConnect: { namespace: new ConnectNamespace("services", { transform }) },
      transform,
    });
    users.allowFrom(web, 8080);
    const shared = new FileSystem("shared", { network, accessPoints: { uploads: {} }, transform });
    const fileSystemMounts = { "/uploads": { fileSystem: shared, accessPoint: "uploads" } };
    new FargateService("files", {
      cluster,
      network,
      containers: { files: { ...container, fileSystemMounts } },
      transform,
    });
    internal.allowFrom(web);
    const domain = new Domain("main", { name: "example.com", transform });
    domain.pointTo(loadBalancer, ["example.com"]);
    new PrivateName("private", { name: "internal.example.com", network, loadBalancer: internal, transform });
    new WebAcl("public", { loadBalancer, transform });
    new Secret("key", { value: "only for tests", transform });
  });
  const byUrn = new Map(run.resources.map((resource) => [resource.urn, resource]));
  const isInside = (resource: Resource, type: RegExp): boolean =>
    type.test(resource.type) || (resource.parent !== undefined && isInside(byUrn.get(resource.parent)!, type));
  return run.resources.filter(
    (resource) =>
      resource.custom &&
      isInside(
        resource,
        /:(Network|AccessLogs|Cluster|EncryptionKey|LoadBalancer|NetworkLoadBalancer|FargateService|Notifications|ClusterEvents|PrivateNamespace|FileSystem|ConnectNamespace|Domain|PrivateName|WebAcl|Secret)$/,
      ),
  );
}

describe("transform", () => {
  it("reaches every child of a network, a cluster, a key, a load balancer, a service, its namespaces, file systems, names and secrets, a web ACL, and notifications", async () => {
    const children = await recordAll(MARK_ALL);
    assert.ok(children.length > 30, `only ${children.length} children`);
    const missed = children.filter(({ options }) => !options.retainOnDelete).map(({ type, name }) => `${type} ${name}`);
    assert.deepEqual(missed, []);
  });

  it("leaves everything as it is if it isn't given", async () => {
    const marked = (await recordAll({})).filter(({ options }) => options.retainOnDelete);
    assert.deepEqual(marked, []);
  });

  it("gets what the component has decided, and decides what is registered", () => {
    const [args, options] = transformed<{ size: number }>(
      ({ size }, { protect = false }) => ({ args: { size: size + 1 }, options: { protect: !protect } }),
      { size: 1 },
      { protect: true },
    );
    assert.deepEqual([args, options], [{ size: 2 }, { protect: false }]);
  });
});
