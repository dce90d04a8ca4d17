/**
 * How one resource type behaves on AWS, as a table. What a table says is applied by `SimulatedAws`; functions are left
 * for what no table can say.
 *
 * The provider's part (automatic names, defaults, default tags, replacements) is what `@pulumi/aws` 7 does; AWS's part
 * (ids, names, limits, conflicts) is what AWS's documents say. Each behaviour names its documents.
 */
import type { Properties, Value } from "../model/graph";
import type { DeploymentFailure, Rollout } from "./rollout";
import type { Rule } from "./rules";
import type { Change } from "./simulated-diff";

export interface Behaviour {
  /** The type token, e.g. `aws:ec2/vpc:Vpc`. */
  readonly type: string;
  /** The documents that the rules of this type come from. */
  readonly sources: readonly string[];
  /** Set for types that exist once per account instead of once per region. */
  readonly global?: true;
  /**
   * Set for types with `tags`: Check then fills in `tagsAll` with the provider's default tags. `ifTagged`: only where the
   * program gives tags, since nobody knows whether the type has any.
   */
  readonly taggable?: true | "ifTagged";
  /** How a name is made if the program gives none. */
  readonly autoName?: AutoName;
  /** Inputs that have to be there. */
  readonly required?: readonly string[];
  /**
   * Values that Check fills in, by path. A path inside an object counts only if the object is there. Defaults that are
   * false, 0 or empty don't belong here but in `implied`: the provider leaves them to Terraform.
   * Source: https://github.com/pulumi/pulumi-terraform-bridge/pull/3398 (in `@pulumi/aws` from 7.27 on)
   */
  readonly defaults?: Properties;
  /** Inputs that may be given as an object and become JSON text. */
  readonly jsonDocuments?: readonly string[];
  /** Values that the outputs have if the inputs don't set them. They are known before the resource is created. */
  readonly implied?: Properties;
  /** What AWS accepts, by path. Unknown values are never tested. */
  readonly rules?: { readonly [path: string]: Rule };
  /** Inputs that Check marks as secret, by path. */
  readonly secretInputs?: readonly string[];
  /** Rules about more than one input. Reports through `refuse`. */
  readonly check?: (inputs: Properties, refuse: Refuse) => void;
  /** What the inputs refer to. It has to exist, and may be held by the reference. */
  readonly references?: readonly Reference[];
  /** Input paths whose change needs a new resource. */
  readonly replaceOn?: readonly (string | ReplaceUnless)[];
  /** What counts as a change where that is more, or less, than inputs that differ. */
  readonly changes?: (changes: readonly Change[], resource: ChangedResource) => readonly Change[];
  /** Set where the old resource has to go before its replacement is made, whatever they are called. */
  readonly deleteBeforeReplace?: true;
  /** The id that AWS gives. */
  readonly id: (resource: NewResource) => string;
  /** Outputs that AWS computes if the inputs don't set them; unknown before the resource is created. */
  readonly computed?: { readonly [output: string]: (resource: CreatedResource) => Value };
  /** Like `computed`, but computed anew by each change of the resource. */
  readonly remade?: { readonly [output: string]: (resource: CreatedResource) => Value };
  /** The inputs whose change computes `remade` outputs anew. @default all */
  readonly remadeOn?: readonly string[];
  /** Outputs that follow from what exists around the resource, so that they may change without it. */
  readonly observed?: { readonly [output: string]: (resource: CreatedResource) => Value };
  /** What AWS refuses at creation and change because of what else exists. Throws `AwsError`. */
  readonly conflicts?: (resource: NewResource) => void;
  /** What AWS changes elsewhere by itself after the resource was created, or changed from what it was `before`. */
  readonly effects?: (resource: CreatedResource, before: Existing | undefined) => readonly Effect[];
  /** What AWS refuses at deletion, besides references that hold the resource. Throws `AwsError`. */
  readonly undeletable?: (resource: CreatedResource) => void;
  /** Types and the outputs that name one of them which exists as long as this resource: a VPC's default security group. */
  readonly brings?: { readonly [type: string]: string };
  /** AWS's answer when something that holds the resource is still there; needed where a reference holds the type. */
  readonly inUse?: { readonly code: string; readonly sentence: (resource: CreatedResource) => string };
  /** What AWS deletes together with the resource. */
  readonly takesAlong?: (resource: CreatedResource) => readonly Existing[];
  /**
   * What AWS does by itself after it has answered a creation or change: the inputs that are others than asked for then,
   * such as the task definition after a roll-back. Whoever asked gets to know it when they read.
   */
  readonly afterwards?: (resource: CreatedResource, changed?: Changed) => Aftermath;
  /** What stays on AWS after Pulumi has deleted the resource. */
  readonly leftBehind?: (resource: CreatedResource) => LeftBehind | undefined;
}

/**
 * The provider's automatic name: logical name, hyphen, seven hexadecimal digits; an error if that is too long.
 * Source: https://github.com/pulumi/pulumi-terraform-bridge/blob/main/pkg/tfbridge/names.go and
 * https://github.com/pulumi/pulumi-aws/blob/master/provider/autonaming.go
 */
export interface AutoName {
  readonly property: string;
  /** What the provider puts before the name. */
  readonly prefix?: string;
  readonly maxLength: number;
}

export type Refuse = (property: string, reason: string) => void;

export interface Reference {
  /** The input's path, e.g. `networkConfiguration.subnets[]`. */
  readonly path: string;
  /** The type referred to. The value may be its id, its ARN or its name. */
  readonly type: string;
  /** AWS's error if there is none. */
  readonly notFound: string;
  /** True if AWS refuses to delete what is referred to; a function where that depends on the inputs or on its id. */
  readonly holds?: boolean | ((inputs: Properties, heldId: string) => boolean);
}

/** A change that some resources survive. */
export interface ReplaceUnless {
  readonly path: string;
  readonly unless: (oldInputs: Properties, newInputs: Properties) => boolean;
}

/** A change that AWS makes by itself: what Pulumi learns of with the next refresh. */
export interface Effect {
  readonly on: Existing;
  readonly inputs: Properties;
}

/** What remains of a deleted resource. */
export interface LeftBehind {
  readonly type: string;
  readonly id: string;
  readonly name: string;
  readonly region: string;
  /** Why it is still there. */
  readonly reason: string;
}

/** What a behaviour may ask about the resource that is being made and about everything else. */
export interface NewResource {
  readonly urn: string;
  readonly name: string;
  readonly inputs: Properties;
  readonly account: Account;
  /** `count` hexadecimal digits that are always the same for this resource and differ from all others. */
  readonly hex: (count: number, purpose?: string) => string;
  readonly world: World;
  /** The resource's id if it exists already: this is a change. */
  readonly existingId?: string;
}

/** A resource as it was deployed, and as the program wants it. */
export interface ChangedResource {
  readonly newInputs: Properties;
  readonly oldOutputs: Properties;
}

export interface CreatedResource extends NewResource {
  readonly id: string;
  /** The outputs known so far: inputs, defaults, and computed outputs that stand earlier in the table. */
  readonly outputs: Properties;
}

/** What becomes of a resource by itself. */
export interface Aftermath {
  /** The inputs that are others than asked for. */
  readonly inputs: Properties;
  /** Why the provider's wait for it fails, if the resource is one that it waits for. */
  readonly notReady?: string;
}

/** What a resource was before a change. */
export interface Changed {
  /** The inputs as they were on AWS. */
  readonly inputs: Properties;
  /** The outputs as Pulumi remembers them. */
  readonly remembered: Properties;
}

/** Where the resource is. */
export interface Account {
  readonly accountId: string;
  readonly region: string;
  /** `aws`, `aws-cn` or `aws-us-gov`. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
  readonly partition: string;
}

/** Everything that exists. */
export interface World {
  /** All resources of a type in the resource's own region, or all in the account if the type is global. */
  readonly all: (type: string) => readonly Existing[];
  /** All resources of a type, in whatever region. */
  readonly everywhere: (type: string) => readonly Existing[];
  /** The resource with this id, ARN or name. */
  readonly find: (type: string, key: string | undefined) => Existing | undefined;
  /** What deleted resources have left behind. */
  readonly leftBehind: readonly LeftBehind[];
  /** What ECS has made of the deployments of its services, by the services' ids. */
  readonly rollouts: Map<string, Rollout>;
  /** Which deployments a test lets fail. */
  readonly deploymentFailure?: DeploymentFailure;
  /** Draws the next number of a counter: 1, 2, … Counters never go back. */
  readonly nextNumber: (counter: string) => number;
}

/** Something that exists on AWS. */
export interface Existing {
  readonly type: string;
  readonly id: string;
  readonly urn: string;
  readonly region: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}
