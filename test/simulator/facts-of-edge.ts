/** What AWS's documents say about the resources of `edge-program.ts`; see `facts.ts`. */
import type { Fact } from "./facts";

const S3 = "https://docs.aws.amazon.com/AmazonS3/latest";
const BUCKET = "aws:s3/bucket:Bucket";

export const FACTS_OF_EDGE: readonly Fact[] = [
  {
    type: BUCKET,
    output: "arn",
    expected: /^arn:aws:s3:::logs-[0-9a-f]{7}$/,
    source: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html",
  },
  {
    type: BUCKET,
    output: "bucketRegionalDomainName",
    expected: /^logs-[0-9a-f]{7}\.s3\.eu-central-1\.amazonaws\.com$/,
    source: `${S3}/userguide/VirtualHosting.html`,
  },
  {
    type: BUCKET,
    output: "requestPayer",
    expected: "BucketOwner",
    source: `${S3}/userguide/RequesterPaysBuckets.html`,
  },
  {
    type: BUCKET,
    output: "serverSideEncryptionConfiguration",
    expected: { rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" }, bucketKeyEnabled: false } },
    source: `${S3}/userguide/default-encryption-faq.html`,
  },
  {
    type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    output: "restrictPublicBuckets",
    expected: false,
    source: `${S3}/API/API_PublicAccessBlockConfiguration.html`,
  },
  {
    type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    output: "transitionDefaultMinimumObjectSize",
    expected: "all_storage_classes_128K",
    source: `${S3}/API/API_PutBucketLifecycleConfiguration.html`,
  },
  {
    type: "aws:ecr/repository:Repository",
    output: "arn",
    expected: /^arn:aws:ecr:eu-central-1:123456789012:repository\/images-[0-9a-f]{7}$/,
    source:
      "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html",
  },
  {
    type: "aws:ecr/repository:Repository",
    output: "repositoryUrl",
    expected: /^123456789012\.dkr\.ecr\.eu-central-1\.amazonaws\.com\/images-[0-9a-f]{7}$/,
    source: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html",
  },
  {
    type: "aws:ecr/repository:Repository",
    output: "imageTagMutability",
    expected: "MUTABLE",
    source: "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html",
  },
  {
    type: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
    output: "registryId",
    expected: "123456789012",
    source: "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutLifecyclePolicy.html",
  },
  {
    type: "aws:wafv2/webAcl:WebAcl",
    output: "arn",
    expected:
      /^arn:aws:wafv2:eu-central-1:123456789012:regional\/webacl\/edge-[0-9a-f]{7}\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    source: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awswafv2.html",
  },
  {
    type: "aws:wafv2/webAcl:WebAcl",
    output: "capacity",
    expected: 700,
    source: "https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html",
  },
  {
    type: "aws:acm/certificate:Certificate",
    output: "arn",
    expected: /^arn:aws:acm:eu-central-1:123456789012:certificate\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    source: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscertificatemanager.html",
  },
  {
    type: "aws:acm/certificate:Certificate",
    output: "keyAlgorithm",
    expected: "RSA_2048",
    source: "https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html",
  },
  {
    type: "aws:route53/zone:Zone",
    output: "arn",
    expected: /^arn:aws:route53:::hostedzone\/Z[0-9A-Z]{1,31}$/,
    source: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonroute53.html",
  },
  {
    type: "aws:route53/record:Record",
    output: "fqdn",
    expected: /^(www|_[0-9a-f]{32})\.example\.com$/,
    source: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html",
  },
];
