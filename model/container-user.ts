/**
 * True if a container's `user` is root: `user` or `user:group`, each a name or a number; without a user it is the
 * image's, which is root unless it says otherwise.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html (user)
 */
export function isRootUser(user: string): boolean {
  const [name = ""] = user.trim().split(":");
  return name === "" || name === "root" || /^[+-]?0+$/.test(name);
}
