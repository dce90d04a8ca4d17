import assert from "node:assert/strict";
import fc from "fast-check";
import { checkSize, taskSize, type ContainerSize } from "../../../components/service/size-plan";
import { isFargateSize, relativeCost, SIZES_BY_COST, type FargateSize } from "../../../model/fargate-sizes";

type Sized = Parameters<typeof taskSize>[0];

const COMPONENT = 'service "web"';

function problemsOf(service: Sized): unknown[] {
  return checkSize(COMPONENT, service).map(({ argument, value, message }) => [argument, value, message]);
}

/** What a container may ask for; the reservation is less than the limit. */
const container: fc.Arbitrary<ContainerSize> = fc
  .record(
    {
      cpuUnits: fc.integer({ min: 2, max: 6000 }),
      memoryMiB: fc.integer({ min: 100, max: 40_000 }),
      memoryReservationMiB: fc.integer({ min: 6, max: 99 }),
    },
    { requiredKeys: [] },
  )
  .map((asked) => asked);

const containers = fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), container, { minKeys: 1, maxKeys: 4 });

const given = fc.oneof(
  fc.constant({}),
  fc.constantFrom(...SIZES_BY_COST).map(({ cpuUnits }) => ({ cpuUnits })),
  fc.constantFrom(...SIZES_BY_COST).map(({ memoryMiB }) => ({ memoryMiB })),
  fc.constantFrom(...SIZES_BY_COST),
);

const service: fc.Arbitrary<Sized> = fc
  .tuple(given, containers)
  .map(([size, asked]) => ({ ...size, containers: asked }));

/** Written independently of the planner: adds up what each container reserves. */
function fits(size: FargateSize, asked: Sized["containers"]): boolean {
  let [cpu, memory] = [size.cpuUnits, size.memoryMiB];
  for (const each of Object.values(asked)) {
    cpu -= each.cpuUnits ?? 0;
    memory -= each.memoryReservationMiB ?? each.memoryMiB ?? 0;
    if ((each.memoryMiB ?? 0) > size.memoryMiB) return false;
  }
  return cpu >= 0 && memory >= 0;
}

describe("the size of a task", () => {
  it("is the smallest if nothing is asked for", () => {
    assert.deepEqual(taskSize({ containers: { web: {} } }), { cpuUnits: 256, memoryMiB: 512 });
  });

  const computed: readonly (readonly [string, Sized, readonly [number, number]])[] = [
    ["the memory that goes with its CPU", { cpuUnits: 512, containers: { web: {} } }, [512, 1024]],
    ["the CPU that goes with its memory", { memoryMiB: 8192, containers: { web: {} } }, [1024, 8192]],
    [
      "room for all containers",
      { containers: { web: { cpuUnits: 256, memoryMiB: 512 }, log: { cpuUnits: 32, memoryMiB: 64 } } },
      [512, 1024],
    ],
    ["more CPU if memory asks for it", { containers: { web: { memoryMiB: 3000 } } }, [512, 3072]],
    [
      "room for what is kept, not for all that could be used at once",
      {
        containers: {
          web: { memoryMiB: 512, memoryReservationMiB: 200 },
          log: { memoryMiB: 512, memoryReservationMiB: 200 },
        },
      },
      [256, 512],
    ],
    [
      "as much memory as any container may use",
      { containers: { web: { memoryMiB: 2000, memoryReservationMiB: 100 } } },
      [256, 2048],
    ],
  ];
  for (const [what, asked, [cpuUnits, memoryMiB]] of computed) {
    it(`has ${what}`, () => {
      assert.deepEqual(taskSize(asked), { cpuUnits, memoryMiB });
      assert.deepEqual(problemsOf(asked), []);
    });
  }

  it("exists exactly if there is no problem", () => {
    fc.assert(fc.property(service, (asked) => (taskSize(asked) !== undefined) === (problemsOf(asked).length === 0)));
  });

  it("is one that Fargate has, is as it is given, and holds all containers; and no cheaper one does", () => {
    fc.assert(
      fc.property(service, (asked) => {
        const size = taskSize(asked);
        const candidates = SIZES_BY_COST.filter(
          (each) =>
            (asked.cpuUnits ?? each.cpuUnits) === each.cpuUnits &&
            (asked.memoryMiB ?? each.memoryMiB) === each.memoryMiB &&
            fits(each, asked.containers),
        );
        if (size === undefined) return candidates.length === 0;
        assert.ok(isFargateSize(size.cpuUnits, size.memoryMiB));
        return (
          candidates.includes(size) && candidates.every((candidate) => relativeCost(candidate) >= relativeCost(size))
        );
      }),
    );
  });

  it("never becomes cheaper when a container asks for more", () => {
    const more = fc.record({ cpuUnits: fc.nat(2000), memoryMiB: fc.nat(8000) });
    fc.assert(
      fc.property(containers, more, (asked, extra) => {
        const [name, first] = Object.entries(asked)[0]!;
        const { cpuUnits = 0, memoryMiB = 0, ...rest } = first;
        const grown = { ...rest, cpuUnits: cpuUnits + extra.cpuUnits, memoryMiB: memoryMiB + extra.memoryMiB };
        const [before, after] = [
          taskSize({ containers: asked }),
          taskSize({ containers: { ...asked, [name]: grown } }),
        ];
        return after === undefined || (before !== undefined && relativeCost(before) <= relativeCost(after));
      }),
    );
  });

  const refused: readonly (readonly [string, Sized, readonly unknown[]])[] = [
    [
      "memory that no task has",
      { memoryMiB: 1500, containers: { web: {} } },
      ["memoryMiB", 1500, "Fargate has no task of this size; the nearest are 1024 and 2048 MiB."],
    ],
    [
      "more memory than any task has",
      { memoryMiB: 200_000, containers: { web: {} } },
      ["memoryMiB", 200_000, "Fargate has no task of this size; the nearest are 122880 MiB."],
    ],
    [
      "containers that ask for more CPU than is given",
      { cpuUnits: 256, containers: { web: { cpuUnits: 200 }, log: { cpuUnits: 57 } } },
      ["cpuUnits", 256, "The containers ask for 257 CPU units, and the task has at most 256."],
    ],
    [
      "containers that ask for more memory than goes with the CPU",
      { cpuUnits: 256, containers: { web: { memoryMiB: 2049 } } },
      ["cpuUnits", 256, "The containers ask for 2049 MiB, and the task has at most 2048."],
    ],
    [
      "containers that ask for more CPU than goes with the memory",
      { memoryMiB: 512, containers: { web: { cpuUnits: 257 } } },
      ["memoryMiB", 512, "The containers ask for 257 CPU units, and the task has at most 256."],
    ],
    [
      "containers that ask for more than any task has",
      { containers: { web: { cpuUnits: 16_000 }, log: { cpuUnits: 385 } } },
      ["containers", ["web", "log"], "The containers ask for 16385 CPU units, and the task has at most 16384."],
    ],
    [
      "a container of one CPU unit",
      { cpuUnits: 300, containers: { web: { cpuUnits: 1 } } },
      ["containers.web.cpuUnits", 1, "It is a whole number from 2 to 16384."],
    ],
    [
      "a container of five MiB",
      { containers: { web: { memoryMiB: 5 } } },
      ["containers.web.memoryMiB", 5, "It is a whole number from 6 to 122880."],
    ],
    [
      "a reservation of five MiB",
      { containers: { web: { memoryReservationMiB: 5 } } },
      ["containers.web.memoryReservationMiB", 5, "It is a whole number from 6 to 122880."],
    ],
    [
      "a reservation that leaves nothing",
      { containers: { web: { memoryMiB: 256, memoryReservationMiB: 256 } } },
      [
        "containers.web.memoryReservationMiB",
        256,
        "It has to be less than memoryMiB (256), the most that the container can use.",
      ],
    ],
  ];
  for (const [what, asked, problem] of refused) {
    it(`is refused with ${what}`, () => {
      assert.deepEqual(problemsOf(asked), [problem]);
      assert.ok(checkSize(COMPONENT, asked).every(({ fix, source }) => fix !== "" && source !== undefined));
    });
  }
});
