namespace MeshFederation.Clusters.Tests.Rights;

/// <summary>One right: a verb on a resource, in a namespace or, where that is empty, in the whole cluster.</summary>
public sealed record Right(string Group, string Resource, string Verb, string Namespace)
{
    public override string ToString() => $"{Verb} {Resource}{(Group.Length == 0 ? "" : "." + Group)}";
}
