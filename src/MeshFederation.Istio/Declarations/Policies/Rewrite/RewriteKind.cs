using MeshFederation.Istio.Expressions;
using MeshFederation.Model.Policies;

namespace MeshFederation.Istio.Declarations.Policies.Rewrite;

/// <summary>What requests ask for instead (istio pkg/config/validation/validation.go validateHTTPRewrite).</summary>
internal sealed class RewriteKind : PolicyKind<MeshRewrite>
{
    private const string Path = "Path";
    private const string PathRegex = "PathRegex";
    private const string Replacement = "Replacement";
    private const string Authority = "Authority";

    public override string Kind => "rewrite";

    public override string Cmdlet => "Set-MeshRewrite";

    public override string Form => "Set-MeshRewrite /v2 -Match @{ PathPrefix = '/api' }, or Set-MeshRewrite -Authority shop.example.com";

    public override IReadOnlyList<string> Parameters { get; } = [Path, PathRegex, Replacement, Authority];

    /// <summary>A route has one rewrite for all its destinations; the authority alone can be set for each, as a header.</summary>
    public override string InsteadOfDestination =>
        "The authority can be set for a destination as a header: Set-MeshHeaderRule -RequestSet @{ ':authority' = 'shop.example.com' } "
        + "-Destination cluster2. For another path give the requests a match of their own, in a split and here.";

    protected override MeshRewrite Of(PolicyArguments values)
    {
        var rewrite = new MeshRewrite
        {
            Path = values.Text(Path),
            PathRegex = values.Text(PathRegex),
            Replacement = values.Text(Replacement),
            Authority = values.Text(Authority),
        };
        if (rewrite.Value.Length == 0) throw values.Invalid("it rewrites nothing");
        if (rewrite.Path is { } path && path[0] != '/') throw values.Invalid(Path, path, "a path begins with '/'");
        if (rewrite.Path?.Contains('*', StringComparison.Ordinal) is true)
        {
            throw values.Invalid(
                Path,
                rewrite.Path,
                "a '*' in it is no wildcard: all that PathPrefix of the match asks for is replaced, and what stands behind it stays; a '*' "
                + "itself is written by PathRegex and Replacement");
        }

        if (rewrite.Path is not null && rewrite.PathRegex is not null)
            throw values.Invalid("it has Path and PathRegex, of which one can be");
        if (rewrite.PathRegex is null != rewrite.Replacement is null) throw values.Invalid("PathRegex and Replacement need each other");
        if (rewrite.PathRegex is { } regex && Re2.Fault(regex) is not null)
            throw values.Invalid(PathRegex, regex, "it is not an RE2 expression");
        if (rewrite.Authority is { } authority && !HostText.IsAuthority(authority))
            throw values.Invalid(Authority, authority, "it is no host name, address, or one of these with a port");
        return rewrite;
    }

    protected override IEnumerable<(string Parameter, object? Value)> Values(MeshRewrite policy) =>
        [(Path, policy.Path), (PathRegex, policy.PathRegex), (Replacement, policy.Replacement), (Authority, policy.Authority)];
}
