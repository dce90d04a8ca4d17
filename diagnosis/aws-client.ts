/** How this platform's own questions to AWS are asked: where, as whom, how often, and for how long. */
import { fromTemporaryCredentials } from "@aws-sdk/credential-providers";

/** The provider's own region and role, so that the answers are about what it has deployed. */
export interface AwsPlace {
  readonly region: string;
  /** The role that the provider takes on. @default the credentials of the environment as they are */
  readonly assumeRoleArn?: string;
}

/** For the AWS SDK's clients. */
export interface ClientConfiguration {
  readonly region: string;
  readonly credentials?: ReturnType<typeof fromTemporaryCredentials>;
  readonly maxAttempts: number;
  readonly retryMode: "standard";
  readonly requestHandler: {
    readonly connectionTimeout: number;
    readonly requestTimeout: number;
    readonly throwOnRequestTimeout: true;
  };
}

/**
 * Four attempts with growing pauses get over a throttled second or a passing error; an answer that takes longer than five
 * seconds is asked for again. Source: https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
export function clientConfiguration({ region, assumeRoleArn }: AwsPlace): ClientConfiguration {
  return {
    region,
    ...(assumeRoleArn !== undefined && {
      credentials: fromTemporaryCredentials({ params: { RoleArn: assumeRoleArn }, clientConfig: { region } }),
    }),
    maxAttempts: 4,
    retryMode: "standard",
    requestHandler: { connectionTimeout: 3000, requestTimeout: 5000, throwOnRequestTimeout: true },
  };
}
