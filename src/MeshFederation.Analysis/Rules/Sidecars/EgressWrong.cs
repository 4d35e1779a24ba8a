using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Sidecars;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Sidecars;

internal sealed class EgressWrong : ObjectRule
{
    public override string Id => "MF1904";

    public override string Title => "An egress listener of a Sidecar has hosts, and a port of its own unless it is the last.";

    public override string Recommendation =>
        "Put the listener without a port at the end; a listener of port number 0 binds to unix://PATH.";

    public override string Source => "pkg/config/validation/validation.go ValidateSidecar, validateSidecarEgressPortBindAndCaptureMode";

    protected override string Kind => IstioKind.Sidecar;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        var listeners = manifest.Spec.Maps("egress").ToList();
        var (ports, sockets) = (new HashSet<long>(), new HashSet<string>(StringComparer.Ordinal));
        for (var i = 0; i < listeners.Count; i++)
        {
            if (!listeners[i].Says("hosts")) report.At(manifest, listeners[i], "hosts", "The listener has no hosts.");
            if (listeners[i].Map("port") is { } port) CheckPort(manifest, listeners[i], port, ports, sockets, report);
            else if (i < listeners.Count - 1)
                report.At(manifest, listeners[i], "port", "A listener without a port takes what the others leave, and must be the last.");
        }
    }

    private static void CheckPort(
        MeshManifest manifest, UnstructuredMap listener, UnstructuredMap port, HashSet<long> ports, HashSet<string> sockets, Report report)
    {
        ListenerPorts.Check(manifest, port, report);
        var bind = listener.Text("bind") ?? "";
        if (port.Number("number") is not (null or 0))
        {
            ListenerPorts.CheckNumber(manifest, port, ports, report);
            if (bind.Length > 0 && !IstioText.IsAddress(bind)) report.At(manifest, listener, "bind", $"'{bind}' is no IP address.");
            return;
        }

        if (!SocketPath.IsOf(bind)) report.At(manifest, listener, "bind", "A listener of port number 0 binds to a Unix domain socket.");
        else if (!SocketPath.IsSound(bind)) report.At(manifest, listener, "bind", $"'{bind}' is no absolute path of a socket.");
        else if (!sockets.Add(bind)) report.At(manifest, listener, "bind", "A listener before it has the socket too.");
        if (listener.Text("captureMode") is not (null or "DEFAULT" or SidecarScope.CapturesNothing))
            report.At(manifest, listener, "captureMode", "Connections to a Unix domain socket cannot be captured.");
    }
}
