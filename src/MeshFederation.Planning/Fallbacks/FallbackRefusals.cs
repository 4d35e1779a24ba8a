using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Names;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Fallbacks;

/// <summary>The errors of fallbacks that cannot be planned, each with the ways out.</summary>
internal static class FallbackRefusals
{
    public static MeshException Unsupported(FallbackHost host, string why) => new(
        MeshErrorId.FallbackUnsupported,
        MeshErrorKind.InvalidArgument,
        $"{Calls(host)} cannot fall back: the Istio {host.Client.IstioVersion} there {why}.",
        $"Update Istio in {host.Client}, declare the service for other client clusters, or leave out -Fallback. If it is newer than "
        + $"declared: New-MeshCluster {host.Client} -IstioVersion.",
        host.Service);

    public static MeshException GatewayByName(FallbackHost host)
    {
        var named = host.Remote.Select(item => item.Instance.Cluster)
            .First(cluster => cluster.Gateway.EndpointAddress.Any(address => !IsAddress(address)));
        return new(
            MeshErrorId.FallbackGatewayByName,
            MeshErrorKind.InvalidArgument,
            $"{Calls(host)} cannot fall back in this order: the gateway of '{named}' has the DNS name {named.Gateway.Address[0]}, and "
            + "endpoints that are looked up come behind the callers' own pods or not in any order; by labels istiod crashes over them from "
            + "1.30 on.",
            $"Give the IP addresses of the gateway, New-MeshCluster {named} -GatewayAddress, or let its name be looked up as objects are "
            + "made, -ResolveGateway, after which Compare-MeshFederation says when it leads elsewhere; or let the callers' own cluster "
            + "come first, with one fallback.",
            named);
    }

    public static MeshException ServerNames(FallbackHost host, MeshFallback one, MeshFallback other, MeshPort port) => new(
        MeshErrorId.FallbackServerNames,
        MeshErrorKind.InvalidArgument,
        $"{Calls(host)} cannot fall back from '{one}' to '{other}': a host has one server name, but their gateways know the port "
        + $"'{port.Name}' as {host.ServerName(one, port)} and {host.ServerName(other, port)}.",
        "Take the same version of both clusters, with the same port and cluster domain and gateways of the same routing mode, or let the "
        + $"callers' own cluster be the fallback.{(IsOfMesh(host) ? " Or have the clusters know the name: -ServeHostname." : "")}",
        host.Service);

    public static MeshException AccountUnknown(FallbackHost host, MeshCluster server) => new(
        MeshErrorId.FallbackAccountUnknown,
        MeshErrorKind.InvalidArgument,
        $"{Calls(host)} cannot fall back: the service accounts of '{host.Service}' in '{server}' are not known. Callers accept one list of "
        + "identities for all endpoints of a host, and Istio puts those of the own pods on it.",
        "Name the service accounts: New-MeshServiceEntry -ServiceAccount; Get-MeshService reads them.",
        host.Service);

    public static MeshException Pods(FallbackHost host, string why) => new(
        MeshErrorId.FallbackPodsUnknown,
        MeshErrorKind.InvalidArgument,
        $"{Calls(host)} cannot have the pods of '{host.Service}' in '{host.Client}' among its fallbacks: {why}.",
        "Say it by New-MeshServiceEntry -Selector and -TargetPort, or name other pods.",
        host.Service);

    public static MeshException ServedByFilter(MeshService service, MeshCluster server) => new(
        MeshErrorId.FallbackUnsupported,
        MeshErrorKind.InvalidArgument,
        $"The cluster '{server}' cannot know '{service}' by the name {service.MeshHostname}: its gateway's Istio "
        + $"{server.GatewayIstioVersion} passes on names that an EnvoyFilter makes of others.",
        "Update the gateway, or leave out -ServeHostname.",
        service);

    public static MeshException ServedByOld(MeshService service, MeshCluster server) => new(
        MeshErrorId.FallbackUnsupported,
        MeshErrorKind.InvalidArgument,
        $"The cluster '{server}' cannot know '{service}' by the name {service.MeshHostname}: its Istio {server.IstioVersion} selects no "
        + "pods for a port of another number (ServiceEntry targetPort, from 1.7 on).",
        $"Update Istio there, or leave out -ServeHostname. If it is newer than declared: New-MeshCluster {server} -IstioVersion.",
        service);

    public static MeshException ServedPods(MeshService service, MeshCluster server, string why) => new(
        MeshErrorId.FallbackPodsUnknown,
        MeshErrorKind.InvalidArgument,
        $"The cluster '{server}' cannot know the pods of '{service}' by the name {service.MeshHostname}: {why}.",
        "Say it by New-MeshServiceEntry -Selector and -TargetPort, or leave out -ServeHostname.",
        service);

    public static MeshException ServedTooLong(MeshService service, string name) => new(
        MeshErrorId.HostTooLong,
        MeshErrorKind.InvalidArgument,
        FormattableString.Invariant($"The service '{service}' would need an object named '{name}', which has {name.Length} characters; ")
        + FormattableString.Invariant($"Kubernetes takes {DnsName.SubdomainLength} at most."),
        "Give it a shorter -MeshHostname, or leave out -ServeHostname.",
        service);

    public static MeshException TooLong(FallbackHost host, string name) => new(
        MeshErrorId.HostTooLong,
        MeshErrorKind.InvalidArgument,
        FormattableString.Invariant($"{Calls(host)} would need an object named '{name}', which has {name.Length} characters; Kubernetes ")
        + FormattableString.Invariant($"takes {DnsName.SubdomainLength} at most."),
        "Give the clusters shorter names, the service a shorter -HostSuffix, or the destination fewer labels or fallbacks.",
        host.Service);

    /// <summary>Whether it is the host of a name in all clusters, of all pods, which clusters could serve.</summary>
    private static bool IsOfMesh(FallbackHost host) =>
        host.Host == host.Service.MeshHostname && !host.IsServed && host.Places.All(place => place.Subset.Count == 0);

    private static bool IsAddress(string text) => Istio.Declarations.ClusterDeclaration.TryCanonicalAddress(text, out _);

    private static string Calls(FallbackHost host) =>
        $"In the client cluster '{host.Client}' the destination '{host.Places[0]}' of the service '{host.Service}' with the fallback "
        + $"{string.Join(", then ", host.Places.Skip(1).Select(place => $"'{place}'"))}";
}
