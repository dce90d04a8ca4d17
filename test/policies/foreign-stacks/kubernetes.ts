import type { ForeignStack } from "./foreign-stack";
import { arn, attachment, serviceRole } from "./foreign-stack";

const managed = (name: string) => `arn:aws:iam::aws:policy/${name}`;

export const kubernetes: ForeignStack = {
  title: "an EKS cluster with managed nodes (shape of the examples' clusters)",
  resources: [
    serviceRole("cluster-role", "eks.amazonaws.com"),
    attachment("cluster-policy", "cluster-role", managed("AmazonEKSClusterPolicy")),
    serviceRole("node-role", "ec2.amazonaws.com"),
    attachment("node-policy", "node-role", managed("AmazonEKSWorkerNodePolicy")),
    attachment("registry-policy", "node-role", managed("AmazonEC2ContainerRegistryReadOnly")),
    {
      type: "aws:eks/cluster:Cluster",
      name: "cluster",
      inputs: {
        roleArn: arn("iam", "role/cluster-role"),
        vpcConfig: { subnetIds: ["subnet-1", "subnet-2"], publicAccessCidrs: ["0.0.0.0/0"] },
        tags: { Name: "example" },
      },
    },
    {
      type: "aws:eks/nodeGroup:NodeGroup",
      name: "nodes",
      inputs: {
        clusterName: "cluster",
        nodeRoleArn: arn("iam", "role/node-role"),
        subnetIds: ["subnet-1", "subnet-2"],
        scalingConfig: { desiredSize: 2, maxSize: 2, minSize: 1 },
      },
    },
    { type: "kubernetes:core/v1:Namespace", name: "apps", inputs: { metadata: { name: "apps" } } },
    { type: "random:index/randomPassword:RandomPassword", name: "password", inputs: { length: 16 } },
  ],
  expected: {
    "a cluster with a public endpoint, without audit log, with a ConfigMap that decides": [
      "EKS.1 cluster",
      "EKS.8 cluster",
      "X-EKS-1 cluster",
    ],
    "examples name neither owner nor account": [
      "P-1 cluster-role",
      "P-1 node-role",
      "P-1 cluster",
      "P-1 nodes",
      "P-4 cluster-role",
      "P-4 node-role",
      "P-4 cluster",
      "P-4 nodes",
    ],
  },
};
