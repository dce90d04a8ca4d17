/** Why a task doesn't start, or why nobody can tell. */
export interface Obstacle {
  readonly answer: "no" | "unknown";
  /** What ECS would have to do: `log in to ECR`. */
  readonly what: string;
  /** As a part of a sentence: `nothing gets through …`. */
  readonly because: string;
  /** The message that AWS shows; absent if it isn't certain to fail. */
  readonly symptom?: string;
  /** An imperative sentence. */
  readonly fix: string;
}
