using System.Globalization;
using System.Text;
using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Identity.Certificates;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Plans;

/// <summary>A cluster as one text, with all that was read of it, for whatever carries it from session to session.</summary>
public static class ClusterDocument
{
    private const string Source = "a serialized cluster";

    /// <summary>Writes a cluster.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>JSON.</returns>
    public static string Write(MeshCluster cluster) => Encoding.UTF8.GetString(Json.Write(UnstructuredMap.Of(
        ("cluster", PlanWriter.Cluster(cluster)),
        ("defaultNamespace", cluster.DefaultNamespace),
        ("facts", cluster.Facts is { } facts ? Facts(facts) : null))));

    /// <summary>Reads a cluster that was written.</summary>
    /// <param name="text">JSON.</param>
    /// <returns>The cluster.</returns>
    /// <exception cref="MeshException">It was not written by this, or a part of it cannot be.</exception>
    public static MeshCluster Read(string text)
    {
        var map = PlanJson.TryRead(Encoding.UTF8.GetBytes(text), out var why) ?? throw PlanFileErrors.Invalid(Source, why);
        return PlanReader.ReadCluster(Source, map.Map("cluster") ?? UnstructuredMap.Empty) with
        {
            DefaultNamespace = map.Text("defaultNamespace"),
            Facts = map.Map("facts") is { } facts ? Facts(facts) : null,
        };
    }

    private static UnstructuredMap Facts(MeshClusterFacts facts) => UnstructuredMap.Of(
        ("kubernetesVersion", facts.KubernetesVersion),
        ("controlPlane", UnstructuredList.From(facts.ControlPlane.Select(plane => UnstructuredMap.Of(
            ("namespace", plane.Namespace),
            ("revision", plane.Revision),
            ("version", plane.Version?.ToString()),
            ("ready", (long)plane.Ready))))),
        ("revision", facts.Revision),
        ("rootNamespace", facts.RootNamespace),
        ("clusterDomainSource", facts.ClusterDomainSource),
        ("trustDomainAlias", UnstructuredList.From(facts.TrustDomainAlias)),
        ("trustedDomain", UnstructuredList.From(facts.TrustedDomain)),
        ("dnsCapture", facts.DnsCapture),
        ("ambientNamespace", UnstructuredList.From(facts.AmbientNamespace)),
        ("ztunnel", UnstructuredList.From(facts.Ztunnel.Select(ztunnel => UnstructuredMap.Of(
            ("name", ztunnel.Name),
            ("version", ztunnel.Version?.ToString()),
            ("network", ztunnel.Network),
            ("ready", (long)ztunnel.Ready),
            ("wanted", (long)ztunnel.Wanted))))),
        ("eastWestGateway", UnstructuredList.From(facts.EastWestGateway)),
        ("eastWestAccount", UnstructuredList.From(facts.EastWestAccount)),
        ("waypoint", facts.Waypoint is null ? null : UnstructuredList.From(facts.Waypoint)),
        ("waypointAccount", UnstructuredList.From(facts.WaypointAccount)),
        ("serviceWaypoint", facts.ServiceWaypoint is null
            ? null
            : UnstructuredList.From(facts.ServiceWaypoint.Select(service => UnstructuredMap.Of(
                ("namespace", service.Namespace), ("name", service.Name), ("label", UnstructuredMap.Of(service.Label)))))),
        ("rootCertificate", UnstructuredList.From(facts.RootCertificate.Select(root => UnstructuredMap.Of(
            ("subject", root.Subject),
            ("fingerprint", root.Fingerprint),
            ("expires", root.Expires.ToString("O", CultureInfo.InvariantCulture)))))),
        ("authority", string.Concat(facts.Authority.Select(one => one.Pem)) is { Length: > 0 } pem ? pem : null),
        ("gatewayService", facts.GatewayService),
        ("gatewayServicePort", facts.GatewayServicePort is { } port ? (long)port : null),
        ("gatewayVersion", facts.GatewayVersion?.ToString()),
        ("tunnelGatewayVersion", facts.TunnelGatewayVersion?.ToString()),
        ("gatewayRevision", facts.GatewayRevision),
        ("gatewayIstioVersion", facts.GatewayIstioVersion?.ToString()),
        ("namespace", UnstructuredList.From(facts.Namespace.Select(space => UnstructuredMap.Of(
            ("name", space.Name), ("label", UnstructuredMap.Of(space.Label)))))),
        ("istiodSetting", UnstructuredList.From(facts.IstiodSetting)));

    private static MeshClusterFacts Facts(UnstructuredMap map) => new()
    {
        KubernetesVersion = map.Text("kubernetesVersion") ?? "",
        ControlPlane = map.Maps("controlPlane").Select(plane => new MeshControlPlane(
            plane.Text("namespace") ?? "", plane.Text("revision") ?? "", Version(plane, "version"), Number(plane, "ready") ?? 0))
            .ToValueList(),
        Revision = map.Text("revision") ?? "",
        RootNamespace = map.Text("rootNamespace") ?? "",
        ClusterDomainSource = map.Text("clusterDomainSource") ?? "",
        TrustDomainAlias = Texts(map, "trustDomainAlias"),
        TrustedDomain = Texts(map, "trustedDomain"),
        DnsCapture = map.TryGetValue("dnsCapture", out var capture) && capture is true,
        AmbientNamespace = Texts(map, "ambientNamespace"),
        Ztunnel = map.Maps("ztunnel").Select(ztunnel => new MeshZtunnel
        {
            Name = ztunnel.Text("name") ?? "",
            Version = Version(ztunnel, "version"),
            Network = ztunnel.Text("network") ?? "",
            Ready = Number(ztunnel, "ready") ?? 0,
            Wanted = Number(ztunnel, "wanted") ?? 0,
        }).ToValueList(),
        EastWestGateway = Texts(map, "eastWestGateway"),
        EastWestAccount = Texts(map, "eastWestAccount"),
        Waypoint = map.ContainsKey("waypoint") ? Texts(map, "waypoint") : null,
        WaypointAccount = Texts(map, "waypointAccount"),
        ServiceWaypoint = map.ContainsKey("serviceWaypoint")
            ? map.Maps("serviceWaypoint").Select(service => new MeshServiceWaypoint(
                service.Text("namespace") ?? "", service.Text("name") ?? "", Labels(service))).ToValueList()
            : null,
        RootCertificate = map.Maps("rootCertificate").Select(root => new MeshRootCertificate(
            root.Text("subject") ?? "",
            root.Text("fingerprint") ?? "",
            DateTimeOffset.TryParse(root.Text("expires"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var end)
                ? end
                : default)).ToValueList(),
        Authority = map.Text("authority") is { } pem ? CertificateReading.Of(pem, Source) : [],
        GatewayService = map.Text("gatewayService") ?? "",
        GatewayServicePort = Number(map, "gatewayServicePort"),
        GatewayVersion = Version(map, "gatewayVersion"),
        TunnelGatewayVersion = Version(map, "tunnelGatewayVersion"),
        GatewayRevision = map.Text("gatewayRevision") ?? "",
        GatewayIstioVersion = Version(map, "gatewayIstioVersion"),
        Namespace = map.Maps("namespace").Select(space => new MeshNamespace(space.Text("name") ?? "", Labels(space))).ToValueList(),
        IstiodSetting = Texts(map, "istiodSetting"),
    };

    private static LabelSet Labels(UnstructuredMap map) => LabelSet.Create((map.Map("label") ?? UnstructuredMap.Empty)
        .Select(label => new KeyValuePair<string, string>(label.Key, label.Value as string ?? "")));

    private static ValueList<string> Texts(UnstructuredMap map, string key) =>
        map.List(key) is { } list ? list.OfType<string>().ToValueList() : [];

    private static IstioVersion? Version(UnstructuredMap map, string key) => map.Text(key) is { } text ? IstioVersion.Parse(text) : null;

    private static int? Number(UnstructuredMap map, string key) =>
        map.TryGetValue(key, out var value) && value is long number ? (int)number : null;
}
