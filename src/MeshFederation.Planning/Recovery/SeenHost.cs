using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Fallbacks;
using MeshFederation.Planning.Kinds.ServiceEntry;

namespace MeshFederation.Planning.Recovery;

/// <summary>A host that a cluster knows by ServiceEntries of the federation.</summary>
/// <param name="Host">The host.</param>
/// <param name="Entries">Its ServiceEntries.</param>
internal sealed record SeenHost(string Host, IReadOnlyList<MeshManifest> Entries)
{
    /// <summary>Its ports in their order, with the number by which they are called.</summary>
    public IReadOnlyList<(string Name, int Number, string Protocol, int? Target)> Port { get; } =
    [
        .. Entries[0].Spec.Maps("ports").Select(port => (
            port.Text("name") ?? "", (int)(port.Number("number") ?? 0), port.Text("protocol") ?? "", (int?)port.Number("targetPort"))),
    ];

    /// <summary>The gateways of other clusters that are behind it, by the cluster's name.</summary>
    public IReadOnlyList<(string Cluster, UnstructuredMap Endpoint)> Gateway { get; } =
    [
        .. Entries.SelectMany(entry => entry.Spec.Maps("endpoints"))
            .Select(endpoint => (endpoint.Map("labels")?.Text(ServiceEntryBuilder.ClusterLabel) ?? "", endpoint))
            .Where(endpoint => endpoint.Item1.Length > 0),
    ];

    /// <summary>Whether it is a destination with fallbacks, or the name of a service in all clusters.</summary>
    public bool HasFallbacks =>
        Pods is not null || Gateway.Any(item => item.Endpoint.Map("labels")!.ContainsKey(FallbackOrder.ClusterLabel));

    /// <summary>The labels of the pods of the own cluster that are behind it; null where none are.</summary>
    public UnstructuredMap? Pods => Entries.Select(entry => entry.Spec.Map("workloadSelector")?.Map("labels")).FirstOrDefault(Is);

    /// <summary>The identities that are accepted.</summary>
    public IEnumerable<string> Identity => Entries[0].Spec.Texts("subjectAltNames").Select(name => name.Text);

    /// <summary>The number of a port by its name; null where it has none of the name.</summary>
    public int? NumberOf(string port) => Port.Where(one => one.Name == port).Select(one => (int?)one.Number).FirstOrDefault();

    /// <summary>The name of a port by its number; null where it has none of the number.</summary>
    public string? NameOf(int number) => Port.FirstOrDefault(one => one.Number == number).Name;

    private static bool Is(UnstructuredMap? labels) => labels is not null;
}
