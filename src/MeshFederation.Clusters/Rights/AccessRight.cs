namespace MeshFederation.Clusters.Rights;

/// <summary>One right that a command needs in a cluster.</summary>
/// <param name="Group">The group of the API; empty for the core.</param>
/// <param name="Resource">The kind in the plural, as <c>virtualservices</c>, or a part of it, as <c>pods/portforward</c>.</param>
/// <param name="Verb">What is done, as RBAC calls it.</param>
/// <param name="InIstioNamespace">Whether it is needed in the namespace of istiod alone, and not in the whole cluster.</param>
internal sealed record AccessRight(string Group, string Resource, string Verb, bool InIstioNamespace = false)
{
    public override string ToString() =>
        $"{Verb} {Resource}{(Group.Length == 0 ? "" : "." + Group)}{(InIstioNamespace ? " in the namespace of istiod" : "")}";
}
