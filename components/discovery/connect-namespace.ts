import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { transformed, type Transform } from "../transform";

/** One for each child. */
export interface ConnectNamespaceTransforms {
  readonly namespace?: Transform<aws.servicediscovery.HttpNamespaceArgs>;
}

export interface ConnectNamespaceArgs {
  /** Changes what the children are registered with. @default nothing is changed */
  readonly transform?: ConnectNamespaceTransforms;
}

/**
 * The group of services that call each other by Service Connect. It creates:
 * 1. a namespace of AWS Cloud Map without DNS, which costs nothing: the names are known to the tasks' proxies alone, so a
 *    hosted zone would only be paid for, and a name in it be taken.
 *
 * ```ts
 * const namespace = new ConnectNamespace("services", {});
 * const payments = new FargateService("payments", { …, serviceConnect: { namespace, endpoint: {} } }); // http://payments:8080
 * const users = new FargateService("users", { …, serviceConnect: { namespace }, startAfter: [payments] });
 * payments.allowFrom(users, 8080);
 * ```
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect.html
 */
export class ConnectNamespace extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: ConnectNamespaceArgs = {}, options?: pulumi.ComponentResourceOptions) {
    super("fargate-platform:discovery:ConnectNamespace", name, {}, options);
    const namespace = new aws.servicediscovery.HttpNamespace(
      name,
      ...transformed<aws.servicediscovery.HttpNamespaceArgs>(
        args.transform?.namespace,
        { description: "Service Connect", tags: { Name: name } },
        { parent: this },
      ),
    );
    this.arn = namespace.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
