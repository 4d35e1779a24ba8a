using MeshFederation.Routing.Access;

namespace MeshFederation.Tests.Routing.Access;

/// <summary>A request of which everything is known; without a domain it is of a caller without identity.</summary>
internal sealed record KnownRequest(
    string? Domain, string Namespace, string Account, bool IsHttp, int Port, string Method, string Path, string? Header)
{
    public string? Identity => Domain is null ? null : $"spiffe://{Domain}/ns/{Namespace}/sa/{Account}";

    public AccessRequest ToEngine() => new()
    {
        Source = new(Domain is not null, Domain, Domain is null ? "" : Namespace, Domain is null ? null : Account),
        IsHttp = IsHttp,
        Port = Port,
        Method = IsHttp ? Method : null,
        Path = IsHttp ? Path : null,
        Headers = !IsHttp ? null : Header is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["x"] = Header },
    };
}
