namespace MeshFederation.Model.Ports;

/// <summary>Which list of a VirtualService routes a port.</summary>
public enum RouteKind : long
{
    /// <summary><c>spec.http</c>: requests.</summary>
    Http,

    /// <summary><c>spec.tls</c>: connections by their SNI.</summary>
    Tls,

    /// <summary><c>spec.tcp</c>: connections.</summary>
    Tcp,
}
