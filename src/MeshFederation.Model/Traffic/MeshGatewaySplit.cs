using MeshFederation.Model.Collections;

namespace MeshFederation.Model.Traffic;

/// <summary>
/// How the requests for a host that come into a cluster through a gateway of one's own are shared. Splits of the mesh do not hold there.
/// </summary>
/// <param name="Gateway">The Gateway, as <c>istio-system/web</c>.</param>
/// <param name="Hostname">The host that is asked for, as <c>shop.example.com</c>.</param>
/// <param name="TrafficSplit">The splits, the most specific match first. What none takes gets no route.</param>
public sealed record MeshGatewaySplit(string Gateway, string Hostname, ValueList<MeshTrafficSplit> TrafficSplit)
{
    /// <summary>The client cluster whose gateway it is; null for that of every client cluster.</summary>
    public string? Cluster { get; internal init; }

    /// <summary>The Gateway.</summary>
    public string Gateway { get; internal init; } = Gateway;

    /// <summary>The host.</summary>
    public string Hostname { get; internal init; } = Hostname;

    /// <summary>The splits.</summary>
    public ValueList<MeshTrafficSplit> TrafficSplit { get; internal init; } = TrafficSplit;

    /// <summary>The gateway and host as they are typed: <c>cluster1/istio-system/web shop.example.com</c>.</summary>
    public string Place => $"{(Cluster is null ? "" : Cluster + "/")}{Gateway} {Hostname}";

    /// <summary>Whether it holds in a client cluster.</summary>
    /// <param name="client">The name of the cluster.</param>
    /// <returns>True when it does.</returns>
    public bool IsIn(string client) => Cluster is null || Cluster == client;

    /// <summary>The split in one line.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Place}: {TrafficSplit}";
}
