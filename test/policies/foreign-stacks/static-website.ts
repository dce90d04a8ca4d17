import type { ForeignStack } from "./foreign-stack";
import { arn } from "./foreign-stack";

const BUCKET = "site";
const everyone = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::site/*"] }],
};
const off = { blockPublicAcls: false, blockPublicPolicy: false, ignorePublicAcls: false, restrictPublicBuckets: false };

export const staticWebsite: ForeignStack = {
  title: "a website in a public bucket behind CloudFront (shape of the examples' static sites)",
  resources: [
    { type: "aws:s3/bucket:Bucket", name: BUCKET, inputs: { bucket: BUCKET }, outputs: { arn: "arn:aws:s3:::site" } },
    {
      type: "aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration",
      name: "website",
      inputs: { bucket: BUCKET, indexDocument: { suffix: "index.html" } },
    },
    {
      type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
      name: "ownership",
      inputs: { bucket: BUCKET, rule: { objectOwnership: "ObjectWriter" } },
    },
    {
      type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
      name: "open",
      inputs: { bucket: BUCKET, ...off },
    },
    {
      type: "aws:s3/bucketPolicy:BucketPolicy",
      name: "everyone",
      inputs: { bucket: BUCKET, policy: JSON.stringify(everyone) },
    },
    {
      type: "aws:s3/bucketObject:BucketObject",
      name: "index.html",
      inputs: { bucket: BUCKET, contentType: "text/html", acl: "public-read" },
    },
    {
      type: "aws:cloudfront/distribution:Distribution",
      name: "cdn",
      inputs: {
        enabled: true,
        origins: [{ originId: arn("s3", BUCKET), domainName: "site.s3-website.eu-central-1.amazonaws.com" }],
        defaultCacheBehavior: { viewerProtocolPolicy: "redirect-to-https", targetOriginId: arn("s3", BUCKET) },
        viewerCertificate: { cloudfrontDefaultCertificate: true },
      },
    },
  ],
  expected: {
    "the site is public on purpose, by the bucket; CloudFront could read a private one": [
      "S3.8 site",
      "S3.6 everyone",
      "S3.12 ownership",
    ],
    "the policy lets everyone read, also without TLS": ["S3.5 site"],
    "a bucket for files of a site; each is advisory": ["S3.9 site", "S3.13 site", "S3.14 site", "S3.17 site"],
    "examples name neither owner nor account": [
      "P-1 site",
      "P-1 index.html",
      "P-1 cdn",
      "P-4 site",
      "P-4 index.html",
      "P-4 cdn",
    ],
    "examples are made to be thrown away, with their data": ["P-2 site"],
    "the older kind of object": ["P-6 index.html"],
  },
};
