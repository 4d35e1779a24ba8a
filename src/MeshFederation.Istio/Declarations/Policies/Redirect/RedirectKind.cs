using MeshFederation.Model.Policies;
using MeshFederation.Model.Ports;

namespace MeshFederation.Istio.Declarations.Policies.Redirect;

/// <summary>
/// Answers of routes (istio pkg/config/validation/validation.go validateHTTPRedirect, validateHTTPDirectResponse).
/// </summary>
internal sealed class RedirectKind : PolicyKind<MeshRedirect>
{
    private const string Path = "Path";
    private const string PathPrefix = "PathPrefix";
    private const string Authority = "Authority";
    private const string Scheme = "Scheme";
    private const string Port = "Port";
    private const string Code = "Code";
    private const string Status = "Status";
    private const string Body = "Body";

    /// <summary>Istio warns of larger bodies, which each proxy gets.</summary>
    private const int LongestBody = 100 * 1024;

    private const string Star =
        "a '*' in it is no wildcard: PathPrefix takes the place of what PathPrefix of the match asks for, and what stands behind it stays; "
        + "a '*' itself is written as %2A";

    public override string Kind => "redirect";

    public override string Cmdlet => "Set-MeshRedirect";

    public override string Form => "Set-MeshRedirect -Authority shop.example.com -Code 308, or Set-MeshRedirect -Status 503 -Body closed";

    public override IReadOnlyList<string> Parameters { get; } = [Path, PathPrefix, Authority, Scheme, Port, Code, Status, Body];

    /// <summary>It takes the place of all destinations.</summary>
    public override string InsteadOfDestination =>
        "Give the requests that go there a match of their own, and redirect these: Set-MeshRedirect -Authority shop.example.com -Match @{ "
        + "PathPrefix = '/old' }.";

    protected override MeshRedirect Of(PolicyArguments values)
    {
        var redirect = new MeshRedirect
        {
            Path = values.Text(Path),
            PathPrefix = values.Text(PathPrefix),
            Authority = values.Text(Authority),
            Scheme = values.Text(Scheme)?.ToLowerInvariant(),
            Port = values.Number(Port, PortRange.Least, PortRange.Most),
            Code = values.Number(Code, HttpStatuses.LeastRedirect, HttpStatuses.MostRedirect),
            Status = values.Number(Status, HttpStatuses.LeastAnswer, HttpStatuses.MostAnswer),
            Body = values.Words(Body),
        };
        foreach (var (name, path) in new[] { (Path, redirect.Path), (PathPrefix, redirect.PathPrefix) })
        {
            if (path is null) continue;
            if (path[0] != '/') throw values.Invalid(name, path, "a path begins with '/'");
            if (path.Contains('*', StringComparison.Ordinal)) throw values.Invalid(name, path, Star);
        }

        if (redirect.Status is not null) return Answer(values, redirect);
        if (redirect.Body is not null) throw values.Invalid("it has a Body, but no Status; what is asked elsewhere has no body");
        return Elsewhere(values, redirect);
    }

    private static MeshRedirect Answer(PolicyArguments values, MeshRedirect answer)
    {
        if (answer with { Body = null } != new MeshRedirect { Status = answer.Status })
            throw values.Invalid("it has a Status, so it answers by itself, and says to ask elsewhere as well");
        return System.Text.Encoding.UTF8.GetByteCount(answer.Body ?? "") <= LongestBody
            ? answer
            : throw values.Invalid("its Body is longer than 100 KiB, which every proxy would be sent");
    }

    private static MeshRedirect Elsewhere(PolicyArguments values, MeshRedirect redirect)
    {
        if (redirect with { Code = null } == new MeshRedirect()) throw values.Invalid("it does not say where to ask");
        if (redirect.Path is not null && redirect.PathPrefix is not null)
            throw values.Invalid("it has Path and PathPrefix, of which one can be");
        if (redirect.Scheme is { } scheme and not ("http" or "https"))
            throw values.Invalid(Scheme, scheme, "it is neither http nor https");
        return redirect.Authority is null || HostText.IsAuthority(redirect.Authority)
            ? redirect
            : throw values.Invalid(Authority, redirect.Authority, "it is no host name, address, or one of these with a port");
    }

    protected override IEnumerable<(string Parameter, object? Value)> Values(MeshRedirect policy) =>
    [
        (Path, policy.Path), (PathPrefix, policy.PathPrefix), (Authority, policy.Authority), (Scheme, policy.Scheme),
        (Port, (long?)policy.Port), (Code, (long?)policy.Code), (Status, (long?)policy.Status), (Body, policy.Body),
    ];
}
