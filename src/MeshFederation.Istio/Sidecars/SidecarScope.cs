using MeshFederation.Istio.Names;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Sidecars;

/// <summary>
/// What a Sidecar lets pods see: the hosts of its egress listeners, as <c>namespace/host</c> (istio pilot/pkg/model/sidecar.go
/// selectServices, hostClassification).
/// </summary>
public sealed class SidecarScope
{
    /// <summary>The mode of a listener that takes nothing but what is sent to it.</summary>
    internal const string CapturesNothing = "NONE";

    private readonly string _clientNamespace;

    internal SidecarScope(MeshManifest sidecar, string clientNamespace) => (Sidecar, _clientNamespace) = (sidecar, clientNamespace);

    /// <summary>The Sidecar.</summary>
    public MeshManifest Sidecar { get; }

    /// <summary>Whether a host of a namespace is seen on a port: by the listener of that port, else by the one for all ports.</summary>
    /// <param name="namespace">The namespace of the Service, ServiceEntry or VirtualService.</param>
    /// <param name="host">The full host.</param>
    /// <param name="port">The port that is called.</param>
    /// <returns>True when it is.</returns>
    public bool Sees(string @namespace, string host, int port)
    {
        if (Sidecar.Spec.List("egress").Count == 0) return true;
        return ListenerFor(port) is { } listener && listener.List("hosts").OfType<string>()
            .Any(entry => Matches(entry, @namespace, pattern => HostPattern.Covers(pattern, host)));
    }

    /// <summary>Whether a VirtualService for a host is seen: it is enough that the hosts have a name in common (VSMatches).</summary>
    /// <param name="namespace">The namespace of the VirtualService.</param>
    /// <param name="host">The full host or pattern that it is for.</param>
    /// <param name="port">The port that is called: each listener has VirtualServices of its own (virtualservice.go
    /// SelectVirtualServices).</param>
    /// <returns>True when it is.</returns>
    public bool SeesRoutesOf(string @namespace, string host, int port)
    {
        if (Sidecar.Spec.List("egress").Count == 0) return true;
        return ListenerFor(port) is { } listener
            && listener.List("hosts").OfType<string>()
                .Any(entry => Matches(entry, @namespace, pattern => HostPattern.Overlap(pattern, host)));
    }

    /// <summary>
    /// Whether the listener of a port takes what applications send to an address of its own alone, and nothing that is sent to a host
    /// (istio networking/v1 IstioEgressListener.bind, captureMode; pilot/pkg/networking/core/listener.go).
    /// </summary>
    /// <param name="port">The port that is called.</param>
    /// <returns>True when it does.</returns>
    public bool BindsElsewhere(int port) => ListenerFor(port) is { } listener && BindsElsewhere(listener);

    /// <summary>Whether an egress listener does.</summary>
    internal static bool BindsElsewhere(UnstructuredMap listener) => listener.Text("captureMode") is CapturesNothing
        || listener.Text("bind") is { Length: > 0 } and not (AnyAddress.V4 or AnyAddress.V6);

    /// <summary>The hosts that it lets pods see, as they are written.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Join(", ", Sidecar.Spec.Maps("egress").SelectMany(listener => listener.List("hosts")));

    /// <summary>The listener of a port: the first that names it, or none at all (GetEgressListenerForRDS).</summary>
    private UnstructuredMap? ListenerFor(int port) =>
        Sidecar.Spec.Maps("egress").FirstOrDefault(item => item.Map("port") is not { } own || own.Number("number") == port);

    private bool Matches(string entry, string @namespace, Predicate<string> meets)
    {
        var own = ScopedHost.Read(entry);
        return own.Space is not null
            && (own.Space is ScopedHost.AnySpace || string.Equals(own.SpaceIn(_clientNamespace), @namespace, StringComparison.Ordinal))
            && meets(own.Host);
    }
}
