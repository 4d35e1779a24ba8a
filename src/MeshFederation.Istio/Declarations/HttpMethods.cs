namespace MeshFederation.Istio.Declarations;

/// <summary>The methods of HTTP that Istio takes (istio pkg/config/validation/validation.go supportedMethods).</summary>
public static class HttpMethods
{
    /// <summary>The methods.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "CONNECT", "TRACE"];

    /// <summary>The methods that a CORS policy may name, and <c>*</c> for all.</summary>
    public static IReadOnlyList<string> OfCors { get; } = [.. All, "*"];
}
