import { type Properties, UNKNOWN } from "../../../model/graph";
import { xNet4 } from "../../../policies/controls/x-net-4";
import { CANARY, type CaseResource, type ControlCases } from "../control-case";
import { network, other } from "../network-case";

const PATH = "taskDefinition";
const IMAGE = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/web:1";
const ALLOWED = { Effect: "Allow", Action: "ecr:*", Resource: "*" };
const document = (statement: Properties) => JSON.stringify({ Statement: [statement] });
const TRUST = document({
  Effect: "Allow",
  Principal: { Service: "ecs-tasks.amazonaws.com" },
  Action: "sts:AssumeRole",
});

interface Parts {
  readonly image?: string;
  readonly definition?: Properties;
  readonly policy?: Properties[string];
}

const parts = ({ image = IMAGE, definition = {}, policy = document(ALLOWED) }: Parts = {}): CaseResource[] => [
  ...network(),
  other("definition", "definition", {
    region: "eu-central-1",
    executionRoleArn: "role",
    containerDefinitions: JSON.stringify([{ name: "web", image, environment: [{ name: "A", value: CANARY }] }]),
    ...definition,
  }),
  other("role", "role", { name: "role", assumeRolePolicy: TRUST }),
  other("policy", "policy", { role: "role", policy }),
];
const service = (change: Properties = {}, more: Properties = {}) => ({
  type: "aws:ecs/service:Service",
  properties: {
    taskDefinition: "definition",
    networkConfiguration: { subnets: ["public"], securityGroups: ["group"], assignPublicIp: true, ...change },
    ...more,
  },
});
const NO_WAY = "has tasks that can't start in private: nothing gets through route table of subnet private";
const noEndpoint = (name: string) =>
  `has tasks that can't start in private: there is no endpoint for ${name} in the VPC, and on the way to the internet: nothing gets through route table of subnet private`;

export const cases: ControlCases = {
  control: xNet4,
  cases: [
    { kind: "passing", title: "a service in a public subnet", ...service(), others: parts(), expected: "pass" },
    {
      kind: "failing",
      title: "a service in a subnet without a way out",
      ...service({ subnets: ["private"] }),
      others: parts(),
      expected: [
        ["fail", PATH, noEndpoint("ecr.api")],
        ["fail", PATH, noEndpoint("ecr.dkr")],
        ["fail", PATH, noEndpoint("s3")],
      ],
    },
    {
      kind: "failing",
      title: "whatever the role may, there",
      ...service({ subnets: ["private"] }),
      others: parts({ policy: UNKNOWN }),
      expected: [
        ["fail", PATH, noEndpoint("ecr.api")],
        ["fail", PATH, noEndpoint("ecr.dkr")],
        ["fail", PATH, noEndpoint("s3")],
      ],
    },
    {
      kind: "failing",
      title: "an image of a public registry there",
      ...service({ subnets: ["private"] }),
      others: parts({ image: "public.ecr.aws/nginx/nginx:1" }),
      expected: [["fail", PATH, NO_WAY]],
    },
    {
      kind: "failing",
      title: "an image of a public registry in two subnets without a way out",
      ...service({ subnets: ["private", "another"] }),
      others: [
        ...parts({ image: "public.ecr.aws/nginx/nginx:1" }),
        other("subnet", "another", { vpcId: "vpc", cidrBlock: "10.0.3.0/24" }),
        other("association", "another", { subnetId: "another", routeTableId: "private-table" }),
      ],
      expected: [["fail", PATH, NO_WAY.replace("in private:", "in another, private:")]],
    },
    {
      kind: "failing",
      title: "a role that may not log in",
      ...service(),
      others: parts({ policy: document({ ...ALLOWED, Action: ["ecr:Batch*", "ecr:GetDownloadUrlForLayer"] }) }),
      expected: [["fail", PATH, "has tasks that can't start: role role may not ecr:GetAuthorizationToken"]],
    },
    {
      kind: "absent",
      title: "no execution role",
      ...service(),
      others: parts({ definition: { executionRoleArn: null } }),
      expected: [["fail", PATH, "has tasks that can't start: task definition definition has no execution role"]],
    },
    {
      kind: "unknown",
      title: "the containers",
      ...service(),
      others: parts({ definition: { containerDefinitions: UNKNOWN } }),
      expected: [
        [
          "indeterminate",
          PATH,
          "does not tell yet whether its tasks start: containerDefinitions of definition is not known yet",
        ],
      ],
    },
    {
      kind: "unknown",
      title: "what the role may",
      ...service(),
      others: parts({ policy: UNKNOWN }),
      expected: ["ecr:GetAuthorizationToken", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"].map((action) => [
        "indeterminate",
        PATH,
        `does not tell yet whether its tasks start: whether role role may ${action}: policy policy is not known`,
      ]),
    },
    {
      kind: "not applicable",
      title: "tasks on instances",
      ...service({}, { launchType: "EC2" }),
      others: parts(),
      expected: "not-applicable",
    },
    {
      kind: "canary",
      title: "an image's name",
      ...service({ subnets: ["private"] }),
      others: parts({ image: `example.com/${CANARY}:1` }),
      expected: [["fail", PATH, NO_WAY]],
    },
  ],
};
