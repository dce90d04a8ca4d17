import assert from "node:assert/strict";
import fc from "fast-check";
import {
  checkDomain,
  checkHosts,
  checkRecordedHost,
  internalName,
  networkName,
  recordNames,
} from "../../../components/domain/domain-plan";

const argumentsOf = (name: string, hostedZone?: string) =>
  checkDomain("domain", { name, ...(hostedZone !== undefined && { hostedZone }) }).map(({ argument }) => argument);

describe("a domain", () => {
  it("is a name that belongs to its hosted zone", () => {
    assert.deepEqual(argumentsOf("example.com"), []);
    assert.deepEqual(argumentsOf("dev.example.com", "example.com"), []);
    assert.deepEqual(argumentsOf("a".repeat(60) + ".com"), []);
    assert.deepEqual(argumentsOf("example.com", "dev.example.com"), ["hostedZone"]);
    assert.deepEqual(argumentsOf("badexample.com", "example.com"), ["hostedZone"]);
  });

  it("may have its hosted zone's id instead of its name, and not both", () => {
    const zoneArguments = (names: object) =>
      checkDomain("domain", { name: "example.com", ...names }).map(({ argument, message }) => [argument, message]);
    assert.deepEqual(zoneArguments({ hostedZoneId: "Z0123456789ABCDEFGHIJ" }), []);
    assert.deepEqual(zoneArguments({ hostedZoneId: {} }), []);
    assert.deepEqual(zoneArguments({ hostedZoneId: "example.com" }), [
      ["hostedZoneId", "It is no id of a hosted zone, such as Z0123456789ABCDEFGHIJ."],
    ]);
    assert.deepEqual(zoneArguments({ hostedZone: "example.com", hostedZoneId: "Z0123456789ABCDEFGHIJ" }), [
      ["hostedZoneId", "The zone is named by hostedZone too."],
    ]);
  });

  for (const name of [
    "example",
    "Example.com",
    "example.com.",
    "*.example.com",
    "-a.com",
    "a..com",
    "a".repeat(61) + ".com",
  ]) {
    it(`is not ${name}`, () => {
      assert.deepEqual(argumentsOf(name, "example.com"), ["name"]);
    });
  }

  it("has a certificate for itself and one name before it, so no host may have more", () => {
    const hosts = ["example.com", "www.example.com", "*.example.com", "WWW.example.com", "other.org", "badexample.com"];
    assert.deepEqual(checkHosts("domain", "example.com", hosts), []);
    assert.deepEqual(
      checkHosts("domain", "example.com", ["a.b.example.com", "*.b.example.com", "s?.example.com"]).map(
        ({ value }) => value,
      ),
      ["a.b.example.com", "*.b.example.com", "s?.example.com"],
    );
  });

  it("has a record for itself and for each host that is its own, and once", () => {
    assert.deepEqual(recordNames("example.com", ["Shop.example.com", "shop.example.com", "*.example.com", "x.org"]), [
      "*.example.com",
      "example.com",
      "shop.example.com",
    ]);
  });

  it("makes records for names below it only, of which TLS needs those that the certificate is good for", () => {
    const messageOf = (host: string, usesCertificate: boolean) =>
      checkRecordedHost("example.com", { component: "service", argument: "hosts", host, usesCertificate })[0]?.message;
    for (const host of ["example.com", "feed.example.com", "Feed.example.com", "*.example.com"]) {
      assert.equal(messageOf(host, true), undefined, host);
    }
    for (const host of ["a.b.example.com", "*.b.example.com"]) {
      assert.equal(messageOf(host, false), undefined, host);
      assert.match(messageOf(host, true) ?? "", /^Clients would find another name in the certificate/, host);
    }
    for (const host of ["feed.example.org", "badexample.com", "com"]) {
      assert.match(messageOf(host, false) ?? "", /^It is (not below example\.com|no host name)/, host);
    }
    for (const host of ["f?ed.example.com", "a.*.example.com", "-a.example.com", ""]) {
      assert.match(messageOf(host, false) ?? "", /^It is no host name/, host);
    }
  });

  it("has a certificate that is good for every name with a record, and for the internal ones", () => {
    const label = fc.constantFrom("www", "*", "a.b", "s?", "WWW", "");
    const domain = fc.constantFrom("example.com", "dev.example.com", "example.org");
    const host = fc.tuple(label, domain).map(([first, rest]) => (first === "" ? rest : `${first}.${rest}`));
    fc.assert(
      fc.property(domain, fc.array(host), (name, hosts) => {
        for (const recorded of [...recordNames(name, hosts), internalName(name), networkName(name)]) {
          assert.ok(recorded === name || recorded.replace(/^[^.]+\./, "") === name, recorded);
        }
      }),
    );
  });
});
