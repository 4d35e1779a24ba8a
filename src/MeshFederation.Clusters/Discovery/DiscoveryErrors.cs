using MeshFederation.Clusters.Connections;
using MeshFederation.Istio.Ports;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Discovery;

/// <summary>The errors of reading clusters.</summary>
internal static class DiscoveryErrors
{
    /// <summary>The port at which the agent of a gateway answers probes (istio pilot/cmd/pilot-agent/options, statusPort).</summary>
    private const int StatusPort = 15021;

    private const int HttpsPort = 443;

    public static MeshException Timeout(string context, TimeSpan limit, Exception exception) => new(
        MeshErrorId.ClusterTimeout,
        MeshErrorKind.OperationTimeout,
        FormattableString.Invariant($"The cluster of the context '{context}' was not read within {limit.TotalSeconds:0.##} s.")
            + PluginWaitedForException.Sentence(exception),
        $"Check that it can be reached from here (VPN, firewall, proxy): kubectl --context {ShellWord.Of(context)} version. Or give it "
        + "more time with -Timeout.",
        context,
        exception);

    public static MeshException NoIstio(DiscoveryTarget target, DiscoveryOptions options, IReadOnlyList<ControlPlane> elsewhere)
    {
        var place = options.IstioNamespace is { } ns ? $"in the namespace '{ns}'" : "in any namespace";
        return Of(
            MeshErrorId.IstioNotFound,
            target,
            $"No istiod (a Deployment with the label app=istiod or istio=pilot) runs {place} of the context '{target.Context}'.",
            elsewhere.Count > 0
                ? $"istiod runs in {Namespaces(elsewhere)}: -IstioNamespace {elsewhere[0].Namespace}."
                : "Install Istio there. Where it is run from outside of the cluster, say which it is: -IstioVersion "
                    + $"{IstioVersion.Current}, "
                    + "and its -Revision if it has one.");
    }

    public static MeshException SeveralNamespaces(DiscoveryTarget target, IReadOnlyList<ControlPlane> planes) => Of(
        MeshErrorId.IstioNotFound,
        target,
        $"istiod runs in several namespaces of the context '{target.Context}': {Namespaces(planes)}.",
        $"Choose one: -IstioNamespace {planes[0].Namespace}.");

    public static MeshException NoRevision(DiscoveryTarget target, string revision, IReadOnlyList<ControlPlane> planes) => Of(
        MeshErrorId.RevisionNotFound,
        target,
        $"Istio has no revision '{revision}' in the context '{target.Context}'.",
        $"Its revisions are {string.Join(", ", planes.Select(plane => plane.Revision))}: -Revision {planes[0].Revision}. "
            + $"For one that is run from outside of the cluster, give its version too: -Revision {revision} -IstioVersion "
            + $"{IstioVersion.Current}.");

    public static MeshException NoVersion(DiscoveryTarget target, ControlPlane plane) => Of(
        MeshErrorId.IstioVersionUnknown,
        target,
        $"Nothing tells the version of istiod '{plane.Revision}' in the context '{target.Context}': neither its image's tag, nor its "
        + "labels, nor istiod itself through the API server.",
        $"Give it: -IstioVersion {IstioVersion.Current}; istioctl version shows which it is.");

    public static MeshException MeshConfig(string context, string ns, string name, MeshException cause) => new(
        MeshErrorId.MeshConfigInvalid,
        MeshErrorKind.InvalidData,
        $"Istio's mesh configuration in the context '{context}' cannot be read: {cause.Message}",
        $"Mend the key 'mesh': kubectl --context {ShellWord.Of(context)} -n {ns} edit configmap {name}.",
        context,
        cause);

    public static MeshException NoGateway(DiscoveryTarget target, DiscoveryOptions options) => Of(
        MeshErrorId.GatewayNotFound,
        target,
        $"No Service in {(options.GatewayNamespace is { } ns ? $"the namespace '{ns}'" : "any namespace")} of the context "
        + $"'{target.Context}' is in front of pods with the labels '{options.GatewaySelector}'.",
        "Check -GatewayNamespace and -GatewaySelector, or give the address with -GatewayAddress.");

    public static MeshException SeveralGateways(DiscoveryTarget target, IReadOnlyList<GatewayService> services, LabelSet labels) => Of(
        MeshErrorId.GatewayAmbiguous,
        target,
        $"Several gateways of the context '{target.Context}' could be meant: the Services {string.Join(", ", services)}.",
        $"Choose one with -GatewayNamespace {services[0].Namespace} -GatewaySelector @{{ {Entries(labels)} }}.");

    public static MeshException NoPort(DiscoveryTarget target, IReadOnlyList<GatewayService> services) => Of(
        MeshErrorId.GatewayPortUnknown,
        target,
        $"No gateway of the context '{target.Context}' has a port 15443 or one named tls: "
        + $"{string.Join("; ", services.Select(service => $"the {service.Title} has {string.Join(", ", service.Port)}"))}.",
        $"Install an east-west gateway, or give the port for calls from other clusters: -GatewayPort {Likely(services[0])}.");

    public static MeshException NoAddress(DiscoveryTarget target, GatewayService service, ServicePort? port)
    {
        var why = service.Type switch
        {
            ServiceTypes.LoadBalancer => "its load balancer has not got an address yet",
            ServiceTypes.NodePort => "its port has no node port",
            var type => $"its type is {type}, which has no address outside of the cluster",
        };
        var nodes = port?.NodePort is { } number
            ? FormattableString.Invariant($" Nodes have it on {number}: -GatewayAddress NODE -GatewayPort {number}.")
            : "";
        return Of(
            MeshErrorId.GatewayAddressUnknown,
            target,
            $"The {service.Title} of the context '{target.Context}' has no address that other clusters could reach: {why}.",
            $"kubectl --context {ShellWord.Of(target.Context)} -n {service.Namespace} describe service {service.Name} tells more. Or give "
            + $"the address with -GatewayAddress.{nodes}");
    }

    public static MeshException NoNode(DiscoveryTarget target, GatewayService service) => Of(
        MeshErrorId.GatewayAddressUnknown,
        target,
        $"The {service.Title} of the context '{target.Context}' has no address that other clusters could reach: its type is NodePort, and "
        + $"no node {(service.OnlyLocalNodes ? "with a pod of it " : "")}is ready.",
        $"kubectl --context {ShellWord.Of(target.Context)} get nodes -o wide tells more. Or give the address with -GatewayAddress.");

    private static int Likely(GatewayService service) =>
        service.Port.Where(port => port.Number != StatusPort).OrderBy(port => port.Number == HttpsPort ? 0 : 1).FirstOrDefault()?.Number
            ?? MeshGateway.UsualPort;

    private static string Entries(LabelSet labels) => string.Join("; ", labels.Select(label => $"'{label.Key}' = '{label.Value}'"));

    private static string Namespaces(IEnumerable<ControlPlane> planes) =>
        string.Join(", ", planes.Select(plane => plane.Namespace).Distinct(StringComparer.Ordinal));

    private static MeshException Of(string errorId, DiscoveryTarget target, string message, string action) =>
        new(errorId, MeshErrorKind.ObjectNotFound, message, action, target.Context);
}
