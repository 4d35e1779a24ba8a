using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;

namespace MeshFederation.Model.Services;

/// <summary>
/// What all services of a federation have in common, said once: its name, and what holds for a service that does not say it itself.
/// </summary>
public sealed record MeshFederationDeclaration
{
    internal MeshFederationDeclaration(string name) => Name = name;

    /// <summary>The name of the federation.</summary>
    public string Name { get; internal init; }

    /// <summary>Where addresses for hosts in other clusters come from, in CIDR form; null for the usual range.</summary>
    public string? AddressPool { get; internal init; }

    /// <summary>The clusters where its services run; empty when each service says it.</summary>
    public ValueList<MeshCluster> Cluster { get; internal init; } = [];

    /// <summary>The clusters that call its services; empty for those where a service runs.</summary>
    public ValueList<MeshCluster> ClientCluster { get; internal init; } = [];

    /// <summary>The namespace of its services; null for the one of the clusters' contexts.</summary>
    public string? Namespace { get; internal init; }

    /// <summary>The last part of the services' hosts in other clusters; null for <c>global</c>.</summary>
    public string? HostSuffix { get; internal init; }

    /// <summary>Whether callers of other clusters reach those services alone that an access policy lets them call.</summary>
    public bool DenyByDefault { get; internal init; }

    /// <summary>The name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;
}
