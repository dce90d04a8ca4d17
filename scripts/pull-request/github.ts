/**
 * The few calls of GitHub's REST API that a comment on a pull request needs.
 * Source: https://docs.github.com/en/rest/pulls/pulls and https://docs.github.com/en/rest/issues/comments
 */
import { z } from "zod";

export interface GitHubOptions {
  /** `https://api.github.com`, or that of a GitHub server. */
  readonly apiUrl: string;
  /** OWNER/NAME */
  readonly repository: string;
  readonly token: string;
}

const pullRequest = z.object({
  number: z.number(),
  head: z.object({ sha: z.string(), repo: z.object({ full_name: z.string() }).nullable() }),
});
const comment = z.object({ id: z.number(), user: z.object({ login: z.string() }).nullable(), body: z.string() });

/** The workflow's own token speaks as this user. */
const OWN_LOGIN = "github-actions[bot]";
const PAGE_SIZE = 100;

export class GitHub {
  constructor(private readonly options: GitHubOptions) {}

  /** The numbers of the open pull requests that propose exactly this commit of this branch. */
  async pullRequestsOf(head: { repository: string; branch: string; commit: string }): Promise<number[]> {
    const owner = head.repository.split("/")[0]!;
    const query = new URLSearchParams({ state: "open", head: `${owner}:${head.branch}`, per_page: String(PAGE_SIZE) });
    const found = z.array(pullRequest).parse(await this.call("GET", `pulls?${query.toString()}`));
    return found
      .filter((each) => each.head.sha === head.commit && each.head.repo?.full_name === head.repository)
      .map(({ number }) => number);
  }

  /** Writes the comment that begins with the marker, or changes it if there is one. */
  async putComment(pullRequestNumber: number, marker: string, body: string): Promise<void> {
    const known = await this.findComment(pullRequestNumber, marker);
    if (known === undefined) await this.call("POST", `issues/${pullRequestNumber}/comments`, { body });
    else await this.call("PATCH", `issues/comments/${known}`, { body });
  }

  private async findComment(pullRequestNumber: number, marker: string): Promise<number | undefined> {
    for (let page = 1; ; page++) {
      const path = `issues/${pullRequestNumber}/comments?per_page=${PAGE_SIZE}&page=${page}`;
      const comments = z.array(comment).parse(await this.call("GET", path));
      const own = comments.find(({ user, body }) => user?.login === OWN_LOGIN && body.startsWith(marker));
      if (own !== undefined || comments.length < PAGE_SIZE) return own?.id;
    }
  }

  private async call(method: string, path: string, body?: object): Promise<unknown> {
    const { apiUrl, repository, token } = this.options;
    const response = await fetch(`${apiUrl}/repos/${repository}/${path}`, {
      method,
      headers: {
        accept: "application/vnd.github+json",
        authorization: `Bearer ${token}`,
        "x-github-api-version": "2022-11-28",
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`GitHub answered ${response.status} to ${method} ${path.split("?")[0]}.`);
    return response.json();
  }
}
