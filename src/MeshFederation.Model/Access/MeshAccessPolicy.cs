using MeshFederation.Model.Collections;

namespace MeshFederation.Model.Access;

/// <summary>
/// Who of other clusters may call a service, and what of it. Of several each lets in what it says; whom none lets in is kept out. Callers
/// of the service's own clusters are not its matter.
/// </summary>
public sealed record MeshAccessPolicy
{
    /// <summary>The clusters of the callers, by name; empty for all client clusters.</summary>
    public ValueList<string> Cluster { get; internal init; } = [];

    /// <summary>The namespaces of the callers.</summary>
    public ValueList<string> Namespace { get; internal init; } = [];

    /// <summary>
    /// The service accounts of the callers, as <c>shop/productpage</c>. Without these and namespaces whole clusters are meant.
    /// </summary>
    public ValueList<string> ServiceAccount { get; internal init; } = [];

    /// <summary>The ports that they may call, by name; empty for all, or all of HTTP where methods or paths are named.</summary>
    public ValueList<string> Port { get; internal init; } = [];

    /// <summary>The methods that they may use; empty for every one.</summary>
    public ValueList<string> Method { get; internal init; } = [];

    /// <summary>
    /// The paths that they may ask for, without a query: whole, or with an asterisk at the end or at the beginning; empty for every one.
    /// </summary>
    public ValueList<string> RequestPath { get; internal init; } = [];

    /// <summary>Whether it looks into requests, which connections of other protocols do not have.</summary>
    public bool IsOfRequests => Method.Count > 0 || RequestPath.Count > 0;

    /// <summary>The policy in one line.</summary>
    /// <returns>The text, as <c>shop/productpage of cluster1 => http GET /reviews*</c>.</returns>
    public override string ToString()
    {
        var who = string.Join(", ", ServiceAccount.Concat(Namespace.Select(space => space + "/*")));
        var clusters = Cluster.Count == 0 ? "all clusters" : string.Join(", ", Cluster);
        var what = string.Join(
            ' ',
            new[] { Port, Method, RequestPath }.Where(texts => texts.Count > 0).Select(texts => string.Join(',', texts)));
        return $"{(who.Length == 0 ? "everyone" : who)} of {clusters} => {(what.Length == 0 ? "everything" : what)}";
    }
}
