/**
 * The runtimes of Lambda that are not previews, and the last day on which AWS means to mend each.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html (as it was in autumn 2026)
 */
const LAST_DAYS: Readonly<Record<string, string>> = {
  "nodejs24.x": "2028-04-30",
  "nodejs22.x": "2027-04-30",
  "nodejs20.x": "2026-04-30",
  "python3.14": "2029-06-30",
  "python3.13": "2029-06-30",
  "python3.12": "2028-10-31",
  "python3.11": "2027-06-30",
  "python3.10": "2026-10-31",
  java25: "2029-06-30",
  java21: "2029-06-30",
  "java17.al2023": "2029-06-30",
  "java11.al2023": "2029-06-30",
  "java8.al2023": "2029-06-30",
  java17: "2027-06-30",
  java11: "2027-06-30",
  "java8.al2": "2027-06-30",
  dotnet10: "2028-11-14",
  dotnet8: "2026-11-10",
  "ruby4.0": "2029-03-31",
  "ruby3.4": "2028-03-31",
  "ruby3.3": "2027-03-31",
  "provided.al2023": "2029-06-30",
  "provided.al2": "2026-07-31",
};

/** The day of the table: what is supported is told for it, so that the same stack gets the same verdict tomorrow. */
const AS_OF = "2026-11-21";

/** The runtimes that AWS still mends. */
export const SUPPORTED_RUNTIMES: readonly string[] = Object.keys(LAST_DAYS).filter(
  (runtime) => LAST_DAYS[runtime]! >= AS_OF,
);
