using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class BalancerEndsTls : Rule
{
    /// <summary>The annotations by which a cloud's load balancer speaks HTTP or ends TLS, and the values that say so.</summary>
    private static readonly (string Key, string[] Values)[] Protocols =
    [
        ("service.beta.kubernetes.io/aws-load-balancer-backend-protocol", ["http", "https", "ssl"]),
        ("service.beta.kubernetes.io/do-loadbalancer-protocol", ["http", "https", "http2"]),
        ("service.beta.kubernetes.io/linode-loadbalancer-default-protocol", ["http", "https"]),
        ("service.beta.kubernetes.io/oci-load-balancer-backend-protocol", ["HTTP"]),
        ("load-balancer.hetzner.cloud/protocol", ["http", "https"]),
    ];

    /// <summary>
    /// The annotations that give the load balancer a certificate, and those that say for which ports; without them it is for all.
    /// </summary>
    private static readonly (string Key, string Ports)[] Certificates =
    [
        ("service.beta.kubernetes.io/aws-load-balancer-ssl-cert", "service.beta.kubernetes.io/aws-load-balancer-ssl-ports"),
        ("service.beta.kubernetes.io/do-loadbalancer-certificate-id", "service.beta.kubernetes.io/do-loadbalancer-tls-ports"),
        ("service.beta.kubernetes.io/oci-load-balancer-tls-secret", "service.beta.kubernetes.io/oci-load-balancer-ssl-ports"),
    ];

    public override string Id => "MF3043";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "The load balancer before a gateway passes TCP on as it comes.";

    public override string Recommendation =>
        "Take the annotation away or make it tcp, and leave the gateway's port out of the certificate's ports; a load balancer that "
        + "ends TLS or speaks HTTP never lets the mesh's TLS and its server name reach the gateway.";

    public override string Source =>
        "kubernetes/cloud-provider-aws pkg/providers/v1/aws.go ServiceAnnotationLoadBalancerBEProtocol; istio.io "
        + "docs/tasks/traffic-management/ingress";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var (service, cluster, ports) in federation.Ways.Where(way => way.Workload.Service is not null)
            .Select(way => (way.Workload.Service!, way.Server.Name, way.Workload.Ports)).DistinctBy(way => way.Item1))
        {
            if (service.Metadata.Map("annotations") is not { } annotations || Ends(service, annotations, ports) is not { } key) continue;
            report.At(service, annotations, key,
                $"'{key}: {annotations.Text(key)}' makes the load balancer end the TLS of calls from other clusters to {cluster}, or "
                + "speak HTTP.");
        }
    }

    private static string? Ends(MeshManifest service, UnstructuredMap annotations, IReadOnlyList<int> ports)
    {
        var protocol = Array.Find(Protocols, item => annotations.Text(item.Key) is { } value
            && item.Values.Contains(value, StringComparer.OrdinalIgnoreCase)).Key;
        if (protocol is not null) return protocol;
        var names = service.Spec.Maps("ports").Where(port => ports.Contains((int)(port.Number("port") ?? 0)))
            .Select(port => port.Text("name")).OfType<string>()
            .Concat(ports.Select(port => port.ToString(System.Globalization.CultureInfo.InvariantCulture))).Append("*").ToList();
        return Array.Find(Certificates, item => annotations.Text(item.Key) is { Length: > 0 }
            && (annotations.Text(item.Ports) is not { Length: > 0 } only || only.Split(',', StringSplitOptions.TrimEntries)
                .Any(names.Contains))).Key;
    }
}
