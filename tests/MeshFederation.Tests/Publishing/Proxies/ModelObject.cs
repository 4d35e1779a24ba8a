using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Publishing.Proxies;

/// <summary>An object of a modelled cluster, with its place in the order in which objects were made.</summary>
internal sealed record ModelObject(UnstructuredMap Content, int Created)
{
    public UnstructuredMap Spec { get; } = Content.Map("spec")!;

    public string Namespace { get; } = Content.Map("metadata")!.Text("namespace")!;

    /// <summary>The names that Istio finds it by.</summary>
    public IEnumerable<string> Hosts => Spec.Text("host") is { } host ? [host] : Spec.List("hosts").OfType<string>();

    /// <summary>Whether callers of a namespace see it.</summary>
    public bool IsSeenFrom(string caller) =>
        Spec.List("exportTo") is not { Count: > 0 } scopes
        || scopes.Any(scope => scope is "*" || scope as string == caller || (scope is "." && caller == Namespace));
}
