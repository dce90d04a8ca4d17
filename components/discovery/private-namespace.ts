import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { NetworkLike } from "../network/network-like";
import { refuse } from "../refuse";
import { transformed, type Transform } from "../transform";
import { checkNamespaceName } from "./private-namespace-plan";

/** One for each child. */
export interface PrivateNamespaceTransforms {
  readonly namespace?: Transform<aws.servicediscovery.PrivateDnsNamespaceArgs>;
}

export interface PrivateNamespaceArgs {
  /**
   * The domain, such as `services.internal`: services have their names below it. Inside the VPC it hides what the
   * internet knows by these names, and it can't be changed later without new names for all.
   */
  readonly domainName: string;
  /** Where the names are known. */
  readonly network: NetworkLike;
  /** Changes what the children are registered with. @default nothing is changed */
  readonly transform?: PrivateNamespaceTransforms;
}

/**
 * A domain inside a VPC, in which AWS Cloud Map keeps the addresses of services' tasks. It creates:
 * 1. the namespace, with a private hosted zone of Route 53, which costs 0.50 USD a month.
 *
 * ```ts
 * const namespace = new PrivateNamespace("services", { domainName: "services.internal", network });
 * new FargateService("payments", { cluster, network, containers, cloudMap: { namespace } }); // payments.services.internal
 * ```
 * @throws RunError if the name is none, before anything is registered.
 */
export class PrivateNamespace extends pulumi.ComponentResource {
  readonly domainName: string;
  readonly namespaceId: pulumi.Output<string>;

  constructor(name: string, args: PrivateNamespaceArgs, options?: pulumi.ComponentResourceOptions) {
    refuse(checkNamespaceName(`namespace "${name}"`, "domainName", args.domainName));
    super("fargate-platform:discovery:PrivateNamespace", name, {}, options);
    this.domainName = args.domainName;
    const namespace = new aws.servicediscovery.PrivateDnsNamespace(
      name,
      ...transformed<aws.servicediscovery.PrivateDnsNamespaceArgs>(
        args.transform?.namespace,
        {
          name: args.domainName,
          vpc: args.network.vpcId,
          description: "Names of services inside the VPC",
          tags: { Name: name },
        },
        { parent: this },
      ),
    );
    this.namespaceId = namespace.id;
    this.registerOutputs({ namespaceId: this.namespaceId });
  }
}
