import assert from "node:assert/strict";
import { isWholeInternet } from "../../policies/whole-internet";

describe("the whole internet", () => {
  it("is what is wider than anyone's network, in public IPv6 addresses only", () => {
    for (const cidr of ["0.0.0.0/0", "128.0.0.0/1", "10.0.0.0/7", "::/0", "2000::/3", "2a00::/11", "::/2"])
      assert.equal(isWholeInternet(cidr), true, cidr);
    for (const cidr of ["10.0.0.0/8", "2a00::/12", "fc00::/7", "::/8", "8000::/1"])
      assert.equal(isWholeInternet(cidr), false, cidr);
  });

  it("is not told of a text that is no range", () => {
    for (const text of ["", "0.0.0.0", "x0.0.0.0/0", "0.0.0.0/0x", "1000.0.0.0/0", "g::/0", "::/0x", "fefe0::/0"])
      assert.equal(isWholeInternet(text), undefined, text);
  });
});
