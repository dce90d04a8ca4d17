/** The exit code is a gate for pipelines. */
export const EXIT_CODE = { fine: 0, gateClosed: 1, programOrConfigurationWrong: 2 } as const;
export type ExitCode = (typeof EXIT_CODE)[keyof typeof EXIT_CODE];
