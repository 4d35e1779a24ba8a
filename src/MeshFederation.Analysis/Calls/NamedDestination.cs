using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Calls;

/// <summary>A destination as a VirtualService names it.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="VirtualService">The VirtualService.</param>
/// <param name="Kind">The list of its routes: http, tls or tcp.</param>
/// <param name="Route">The route.</param>
/// <param name="Holder">The map that the destination is a field of: a weighted one, or a mirror's.</param>
/// <param name="Content">The destination.</param>
/// <param name="Host">The full host; empty when it names none.</param>
internal sealed record NamedDestination(
    RoutingCluster Cluster,
    MeshManifest VirtualService,
    string Kind,
    UnstructuredMap Route,
    UnstructuredMap Holder,
    UnstructuredMap Content,
    string Host)
{
    /// <summary>The subset, empty for none.</summary>
    public string Subset => Content.Text("subset") ?? "";

    /// <summary>The pods that call: those of the VirtualService's namespace, or of one that it is exported to.</summary>
    public MeshCaller Caller => MeshCaller.In(Callers.NamespaceOf(VirtualService, Cluster.Facts));

    /// <summary>The pods that may be sent there.</summary>
    public required IReadOnlyList<RouteCaller> CalledBy { get; init; }

    /// <summary>Whether no request goes there, since it has no weight.</summary>
    public bool IsUnused { get; init; }

    /// <summary>What breaks of its calls, each fault and sentence once; empty where nothing does.</summary>
    public IReadOnlyList<DestinationLeg> Broken { get; init; } = [];

    /// <summary>What breaks of its calls by a fault; empty where nothing does, or no request goes there.</summary>
    public IEnumerable<DestinationLeg> BrokenBy(string fault) =>
        IsUnused || Broken.Count == 0 ? [] : Of(Broken, fault);

    private static IEnumerable<DestinationLeg> Of(IReadOnlyList<DestinationLeg> legs, string fault) =>
        legs.Where(leg => leg.Break.Fault.Id == fault);
}
