using MeshFederation.Model.Ports;

namespace MeshFederation.Istio.Ports;

/// <summary>What the words of objects say of protocols.</summary>
internal static class IstioProtocolText
{
    public static bool IsKnown(string word) => ProtocolNames.Parse(word) is not null;

    public static bool IsHttp(string word) => ProtocolNames.Parse(word)?.IsRoutedBy(RouteKind.Http) is true;

    public static bool IsTls(string word) => ProtocolNames.Parse(word)?.IsRoutedBy(RouteKind.Tls) is true;

    /// <summary>Whether connections of the protocol are passed on as bytes.</summary>
    public static bool IsTcp(string word) => IsTls(word) || ProtocolNames.Parse(word)?.IsRoutedBy(RouteKind.Tcp) is true;
}
