import assert from "node:assert/strict";
import { type Properties, UNKNOWN, type Value } from "../../model/graph";
import { isHttp, onlyRedirectsToHttps } from "../../policies/listeners";
import { Reader } from "../../policies/reader";

describe("a listener", () => {
  const speaksHttp = (listener: Properties) => isHttp(new Reader(listener));

  it("speaks HTTP if it says so, in letters of any size", () => {
    const protocols = ["HTTP", "http", "HTTPS", "TCP", UNKNOWN];
    assert.deepEqual(
      protocols.map((protocol) => speaksHttp({ protocol, port: 443 })),
      [true, true, false, false, "unknown"],
    );
  });

  it("speaks HTTP if it has a port and says nothing", () => {
    assert.deepEqual([{ port: 80 }, { port: UNKNOWN }, { port: null }].map(speaksHttp), [true, "unknown", false]);
  });
});

describe("actions", () => {
  const redirect = (protocol: Value) => ({ type: "redirect", redirect: { protocol } });
  const only = (actions: Value) => onlyRedirectsToHttps(new Reader({ actions }).get("actions"));

  it("only redirect to HTTPS if each of them does, and there are some", () => {
    assert.equal(only([redirect("HTTPS")]), true);
    for (const actions of [[redirect("HTTP")], [redirect(null)], [{ type: "forward" }], [], null])
      assert.equal(only(actions), false);
    assert.equal(only([redirect("HTTPS"), { ...redirect("HTTPS"), type: "forward" }]), false);
  });

  it("may only redirect as long as a part of them isn't known", () => {
    for (const actions of [UNKNOWN, [UNKNOWN], [redirect(UNKNOWN)], [redirect("HTTPS"), UNKNOWN]])
      assert.equal(only(actions), "unknown");
    assert.equal(only([redirect("HTTP"), UNKNOWN]), false);
  });
});
