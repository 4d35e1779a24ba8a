using System.Globalization;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Model.Errors;

/// <summary>Errors about splits for gateways of one's own.</summary>
public static class GatewaySplitErrors
{
    private const string Written = "Write it as istio-system/web, the namespace and name of a Gateway, or as cluster1/istio-system/web for "
        + "that of one client cluster.";

    /// <summary>The error for a text that names no Gateway.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The error.</returns>
    public static MeshException NoGateway(string text) => new(
        MeshErrorId.GatewayHostInvalid,
        MeshErrorKind.InvalidArgument,
        $"'{text}' does not name a Gateway whose requests are split.",
        Written,
        text);

    /// <summary>The error for a gateway of a cluster that does not call the service.</summary>
    /// <param name="service">The service.</param>
    /// <param name="text">The text.</param>
    /// <param name="cluster">The cluster that it names.</param>
    /// <returns>The error.</returns>
    public static MeshException NoClient(MeshService service, string text, string cluster) => new(
        MeshErrorId.GatewayHostInvalid,
        MeshErrorKind.InvalidArgument,
        $"The gateway '{text}' is one of the cluster '{cluster}', which is no client cluster of the service '{service}'.",
        $"Name a client cluster ({string.Join(", ", service.ClientCluster)}), or add '{cluster}' to -ClientCluster of "
        + "New-MeshServiceEntry.",
        text);

    /// <summary>The error for a text that is no host which a gateway can be asked for.</summary>
    /// <param name="service">The service.</param>
    /// <param name="hostname">The text.</param>
    /// <returns>The error.</returns>
    public static MeshException NoHost(MeshService service, string hostname) => new(
        MeshErrorId.GatewayHostInvalid,
        MeshErrorKind.InvalidArgument,
        $"'{hostname}' is no host under which a gateway can be asked for the service '{service}'.",
        "Give the host of the requests, as -Hostname shop.example.com or -Hostname *.example.com.",
        hostname);

    /// <summary>The error for a name of an object that would be too long.</summary>
    /// <param name="split">The split.</param>
    /// <param name="name">The name.</param>
    /// <returns>The error.</returns>
    public static MeshException TooLong(MeshGatewaySplit split, string name) => new(
        MeshErrorId.GatewayHostInvalid,
        MeshErrorKind.InvalidArgument,
        string.Create(CultureInfo.InvariantCulture, $"The VirtualService for '{split.Place}' would be named '{name}', which has "
            + $"{name.Length} characters; Kubernetes takes 253 at most."),
        "Split for a shorter host, as -Hostname *.example.com.",
        split);

    /// <summary>The error for two splits whose objects would have one name.</summary>
    /// <param name="client">The cluster.</param>
    /// <param name="name">The name.</param>
    /// <param name="one">A split.</param>
    /// <param name="other">The other.</param>
    /// <returns>The error.</returns>
    public static MeshException OneName(MeshCluster client, string name, MeshGatewaySplit one, MeshGatewaySplit other) => new(
        MeshErrorId.GatewayHostConflict,
        MeshErrorKind.InvalidArgument,
        $"The VirtualServices for '{one.Place}' and '{other.Place}' in the cluster '{client.Name}' would both be named '{name}'.",
        "Split for another -Hostname, or bind a Gateway of another name.",
        other);

    /// <summary>The error for requests at a gateway that two splits want.</summary>
    /// <param name="client">The cluster.</param>
    /// <param name="split">One of the splits.</param>
    /// <param name="match">Which requests; null for all that no other split takes.</param>
    /// <param name="one">A service.</param>
    /// <param name="other">The other, or the same.</param>
    /// <returns>The error.</returns>
    public static MeshException Shared(MeshCluster client, MeshGatewaySplit split, MeshMatch? match, MeshService one, MeshService other)
    {
        var requests = $"{(match is null ? "all requests" : $"the requests {match}")} for {split.Hostname} at the gateway {split.Gateway} "
            + $"of the cluster '{client.Name}'";
        return new(
            MeshErrorId.GatewayHostConflict,
            MeshErrorKind.InvalidArgument,
            one == other
                ? $"The service '{one}' is split twice for {requests}."
                : $"The services '{one}' and '{other}' both take {requests}, which can go to one of them only.",
            one == other
                ? $"Name the cluster before the gateway in every split, as {client.Name}/{split.Gateway}, or tell the requests apart by "
                    + "-Match."
                : "Say by -Match of Set-MeshTrafficSplit which requests are for which, or give each a -Hostname of its own.",
            other);
    }
}
