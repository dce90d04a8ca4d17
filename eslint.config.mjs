import prettier from "eslint-config-prettier";
import tseslint from "typescript-eslint";

/**
 * What each room may import: other rooms, and packages as a regular expression (nothing, if there is none). The table
 * is the one of docs/architecture.md; a room that isn't listed may import everything.
 */
const ROOMS = {
  model: { rooms: [] },
  diagnosis: { rooms: ["model"], packages: "(@aws-sdk/|node:)" },
  components: { rooms: ["model", "diagnosis"], packages: "@pulumi/" },
  stacks: { rooms: ["model", "components"], packages: "" },
  analysis: { rooms: ["model"] },
  policies: { rooms: ["model", "analysis"], packages: "(@pulumi/policy|@pulumi/pulumi/proto/analyzer|yaml$|node:)" },
  simulator: { rooms: ["model"], packages: "(@pulumi/pulumi|@grpc/|google-protobuf|@balena/dockerignore$|node:)" },
  preview: { rooms: ["model", "diagnosis", "components", "stacks", "analysis", "policies", "simulator"], packages: "" },
};
const ALL_ROOMS = [...Object.keys(ROOMS), "scripts", "test"];

/** A new resource: of the AWS provider, or a component (the only classes with a name and arguments in this code). */
const RESOURCE =
  "NewExpression:matches([callee.object.name='aws'], [callee.object.object.name='aws']," +
  " [callee.type='Identifier'][arguments.length>=2]:not([callee.name=/Error$/]))";
const COMPONENT = ":matches(ClassDeclaration, ClassExpression)[superClass.property.name='ComponentResource']";

const everywhere = [
  {
    selector: `CallExpression[callee.property.name='apply'] > *.arguments ${RESOURCE}`,
    message: "A resource made inside apply is missing from the first preview. Pass the Output as an argument instead.",
  },
];
const importsByAnotherName = ["TSImportType", "ImportExpression"].map((selector) => ({
  selector,
  message: "Import at the top of the file, where the rules of the rooms hold.",
}));
const componentRules = [
  {
    selector: `${COMPONENT}:not(:has(CallExpression[callee.object.type='ThisExpression'][callee.property.name='registerOutputs']))`,
    message: "A component calls this.registerOutputs at the end of its constructor.",
  },
  {
    selector: `${COMPONENT} ${RESOURCE}:not(:has(Property[key.name='parent'] > ThisExpression))`,
    message: "A component's child has parent: this among its options.",
  },
  {
    selector: `${COMPONENT} ${RESOURCE}:matches([arguments.0.type='Literal'], [arguments.0.type='TemplateLiteral'][arguments.0.expressions.length=0])`,
    message: "A child's name starts with the component's name, or two components of one stack collide.",
  },
];
const configurationInComponents = [
  ...["Config", "getStack", "getProject", "getOrganization", "runtime"].map((property) => ({
    object: "pulumi",
    property,
    message: "Components are configured by their arguments alone.",
  })),
  { object: "process", property: "env", message: "Components are configured by their arguments alone." },
];

export default tseslint.config(
  { ignores: ["node_modules/", "dist/", "**/dist/", "coverage/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "max-lines": ["error", 300],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      "no-restricted-syntax": ["error", ...everywhere],
      // Taking a property out of an object is the plainest way to leave it out.
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true, argsIgnorePattern: "^_" }],
    },
  },
  Object.entries(ROOMS).map(([room, allowed]) => ({
    files: [`${room}/**/*.ts`],
    rules: {
      "@typescript-eslint/no-restricted-imports": ["error", { patterns: forbiddenImports(room, allowed) }],
      "no-restricted-syntax": ["error", ...everywhere, ...importsByAnotherName],
    },
  })),
  {
    files: ["components/**/*.ts"],
    rules: {
      "max-classes-per-file": ["error", 1],
      "no-restricted-syntax": ["error", ...everywhere, ...importsByAnotherName, ...componentRules],
      "no-restricted-properties": ["error", ...configurationInComponents],
    },
  },
  {
    // Tests compare the values of resource graphs, whose type allows anything, as text.
    files: ["test/**/*.ts"],
    rules: { "@typescript-eslint/no-base-to-string": "off" },
  },
  prettier,
);

function forbiddenImports(room, { rooms, packages }) {
  const forbiddenRooms = ALL_ROOMS.filter((other) => other !== room && !rooms.includes(other));
  return [
    {
      regex: `^(\\.\\./)+(${forbiddenRooms.join("|")})(/|$)`,
      message: `${room}/ may import only: ${rooms.join(", ") || "nothing"}.`,
    },
    {
      regex: packages === undefined ? "^[^.]" : `^(?!\\.|${packages})`,
      message: `${room}/ may not import this package.`,
    },
  ];
}
