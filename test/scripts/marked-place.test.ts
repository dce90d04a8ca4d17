import assert from "node:assert/strict";
import { withContent } from "../../scripts/marked-place";

const PLACE = { begin: "<!-- list: npm run list -->", end: "<!-- /list -->" };

describe("what a script writes into a document", () => {
  it("takes the place of what was there, and of nothing else", () => {
    const page = `before\n\n${PLACE.begin}\n\nold\n\n${PLACE.end}\n\nafter`;
    assert.equal(withContent(page, PLACE, "new"), page.replace("old", "new"));
  });

  it("is refused by a document without the place, or with half of it", () => {
    for (const page of ["none", PLACE.begin, PLACE.end, `${PLACE.end} ${PLACE.begin}`]) {
      assert.throws(() => withContent(page, PLACE, "new"), /no place between <!-- list/, page);
    }
  });
});
