/** What the engine does with a remote component: it asks the plugin to construct it, and answers the program with that. */
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import * as resource from "@pulumi/pulumi/proto/resource_pb";

export interface ConstructPlace {
  readonly project: string;
  readonly stack: string;
  readonly preview: boolean;
  readonly parentUrn: string;
}

/** The program's request, as it is handed to the plugin. */
export function constructRequest(
  request: resource.RegisterResourceRequest,
  { project, stack, preview, parentUrn }: ConstructPlace,
): provider.ConstructRequest {
  const construct = new provider.ConstructRequest()
    .setProject(project)
    .setStack(stack)
    .setDryrun(preview)
    .setType(request.getType())
    .setName(request.getName())
    .setParent(parentUrn)
    .setInputs(request.getObject())
    .setDependenciesList(request.getDependenciesList());
  request.getPropertydependenciesMap().forEach((dependencies, name) => {
    const urns = new provider.ConstructRequest.PropertyDependencies().setUrnsList(dependencies.getUrnsList());
    construct.getInputdependenciesMap().set(name, urns);
  });
  request.getProvidersMap().forEach((reference, name) => construct.getProvidersMap().set(name, reference));
  if (request.hasProtect()) construct.setProtect(request.getProtect() ?? false);
  if (request.hasRetainondelete()) construct.setRetainondelete(request.getRetainondelete() ?? false);
  return construct;
}

/** The plugin's answer, as it is handed to the program. */
export function registerResponse(constructed: provider.ConstructResponse): resource.RegisterResourceResponse {
  const response = new resource.RegisterResourceResponse()
    .setUrn(constructed.getUrn())
    .setObject(constructed.getState());
  constructed.getStatedependenciesMap().forEach((dependencies, name) => {
    const urns = new resource.RegisterResourceResponse.PropertyDependencies().setUrnsList(dependencies.getUrnsList());
    response.getPropertydependenciesMap().set(name, urns);
  });
  return response;
}
