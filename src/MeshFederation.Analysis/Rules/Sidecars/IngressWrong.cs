using System.Globalization;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Sidecars;

internal sealed class IngressWrong : ObjectRule
{
    private static readonly string[] Hosts = ["", "127.0.0.1", AnyAddress.V4, "[::1]", $"[{AnyAddress.V6}]"];

    public override string Id => "MF1902";

    public override string Title => "An ingress listener of a Sidecar has a port of its own, and leads to the workload.";

    public override string Recommendation =>
        "Write a listener as {port: {number: 9080, name: http, protocol: HTTP}, defaultEndpoint: '127.0.0.1:8080'}.";

    public override string Source => "pkg/config/validation/validation.go ValidateSidecar, validateSidecarIngressPortAndBind";

    protected override string Kind => IstioKind.Sidecar;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        var seen = new HashSet<long>();
        foreach (var listener in manifest.Spec.Maps("ingress"))
        {
            if (listener.Map("port") is { } port)
            {
                ListenerPorts.Check(manifest, port, report);
                ListenerPorts.CheckNumber(manifest, port, seen, report);
            }
            else
            {
                report.At(manifest, listener, "port", "The listener has no port.");
            }

            if (listener.Text("bind") is { Length: > 0 } bind && !IstioText.IsAddress(bind))
                report.At(manifest, listener, "bind", $"'{bind}' is no IP address.");
            if (listener.Text("defaultEndpoint") is { Length: > 0 } endpoint && !IsEndpoint(endpoint))
            {
                report.At(
                    manifest,
                    listener,
                    "defaultEndpoint",
                    $"'{endpoint}' is neither of 127.0.0.1:PORT, 0.0.0.0:PORT, [::1]:PORT, [::]:PORT and unix://PATH.");
            }
        }
    }

    private static bool IsEndpoint(string endpoint)
    {
        if (SocketPath.IsOf(endpoint)) return SocketPath.IsSound(endpoint);
        var colon = endpoint.LastIndexOf(':');
        return colon >= 0 && Hosts.Contains(endpoint[..colon], StringComparer.Ordinal)
            && int.TryParse(endpoint.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && IstioText.IsPort(port);
    }
}
