using CsCheck;
using MeshFederation.Clusters.Declarations;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Export;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Declarations;
using MeshFederation.Tests.Federations;

namespace MeshFederation.Clusters.Tests.Declarations;

/// <summary>Federations in files: what is written is read again, and what is wrong is told with its place.</summary>
public sealed class DeclarationFileTests : IDisposable
{
    private const string Head = """
        version: 1
        federation: {name: shop, cluster: [cluster1]}
        clusters:
        - name: cluster1
          istioVersion: 1.30.3

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("declarations-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_written_is_read_again() => DeclarationGen.Services.Sample(services =>
    {
        var path = NewPath();
        DeclarationFile.Write(path, Declaration(services));
        Assert.Equal(services, DeclarationFile.Read(path, [], null));
        Assert.Equal(FileAction.Unchanged, DeclarationFile.Prepare(path, Declaration(services), force: false).Action);
    });

    [Theory]
    [InlineData("services: [{name: reviews, prot: http:80}]", 6, 28, MeshErrorId.DeclarationKeyUnknown, "'port' is near")]
    [InlineData("service: [{name: reviews, port: http:80}]", 6, 1, MeshErrorId.DeclarationKeyUnknown, "'services' is near")]
    [InlineData("services:\n- name: reviews\n  port: [http:80, http:x]", 8, 19, MeshErrorId.PortInvalid, "'x' is not a whole number")]
    [InlineData("services:\n- name: reviews\n  port: {number: '80'}", 8, 18, MeshErrorId.DeclarationInvalid, "a whole number")]
    [InlineData("services:\n- name: Reviews\n  port: http:80", 7, 9, MeshErrorId.NameInvalid, "Reviews")]
    [InlineData("services:\n- name: reviews", 7, 3, MeshErrorId.DeclarationInvalid, "has no 'port'")]
    [InlineData("services: []", 6, 11, MeshErrorId.DeclarationInvalid, "but is empty")]
    [InlineData("services:", 6, 10, MeshErrorId.DeclarationInvalid, "but is empty")]
    [InlineData("services:\n- {name: a, port: 80, noRetry: 'yes'}", 7, 32, MeshErrorId.DeclarationInvalid, "true or false")]
    [InlineData("services:\n- {name: a, port: 80, namespace: yes}", 7, 34, MeshErrorId.DeclarationInvalid, "true or false")]
    [InlineData("services:\n- {name: a, port: 80, cluster: cluster2}", 7, 32, MeshErrorId.ClusterNotFound, "'cluster1' is near")]
    [InlineData("services:\n- {name: a, port: 80, clusterPort: {cluster2: 8080}}", 7, 47, MeshErrorId.ClusterNotFound, "cluster2")]
    [InlineData("services:\n- {name: a, port: 80, cluster: []}", 7, 32, MeshErrorId.DeclarationInvalid, "but is empty")]
    [InlineData("services:\n- {name: a, port: 80}\n- {name: a, port: 80}", 8, 10, MeshErrorId.ServiceConflict, "declared twice")]
    [InlineData("services:\n- {name: a, port: 80, port: 81}", 7, 23, MeshErrorId.DeclarationKeyRepeated, "'port' comes twice")]
    [InlineData("services:\n\t- name: a", 7, 1, MeshErrorId.YamlInvalid, "tab")]
    [InlineData(
        "services:\n- name: a\n  port: http:80\n  trafficSplit:\n  - destination: [cluster1/v1:50, cluster1/v2:40]",
        10, 5, MeshErrorId.WeightTotal, "total 90")]
    [InlineData(
        "services:\n- name: a\n  port: http:80\n  trafficSplit:\n  - destination: cluster1\n    match: {path: /a}",
        10, 18, MeshErrorId.DestinationInvalid, "no weight")]
    [InlineData(
        "services:\n- name: a\n  port: http:80\n  trafficSplit:\n  - destination: cluster1:100\n    match: {pathPrefx: /a}",
        11, 13, MeshErrorId.DeclarationKeyUnknown, "'pathPrefix' is near")]
    [InlineData(
        "services:\n- name: a\n  port: http:80\n  trafficSplit:\n  - destination: cluster1:100\n    match:\n    - header: {x: 'a*'}",
        12, 19, MeshErrorId.MatchWildcard, "no wildcard")]
    [InlineData(
        "services:\n- name: a\n  port: http:80\n  trafficSplit:\n  - destination: cluster1:100\n    fallback: cluster3/v1",
        10, 5, MeshErrorId.DestinationClusterUnknown, "cluster3")]
    [InlineData(
        "services:\n- name: a\n  port: http:80\n  policy: [{redirect: {status: 503, match: []}}]",
        9, 44, MeshErrorId.DeclarationInvalid, "but is empty")]
    [InlineData(
        "services:\n- name: a\n  port: http:80\n  trafficSplit: [{destination: 'cluster1:100', match: []}]",
        9, 55, MeshErrorId.DeclarationInvalid, "but is empty")]
    [InlineData(
        "services:\n- name: a\n  port: http:80\n  policy: [{timeout: {timeout: 5s, match: {path: /a, sourceLabel: {}}}}]",
        9, 67, MeshErrorId.DeclarationInvalid, "but is empty")]
    [InlineData(
        "services:\n- name: a\n  port: http:80\n  policy: [{timeout: {timeout: 5s}}, {timeout: {timeout: 9s}}]",
        9, 48, MeshErrorId.PolicyConflict, "timeout")]
    [InlineData(
        "services:\n- name: a\n  port: http:80\n  trafficSplit: [{destination: 'cluster1/v1:100'}, {destination: 'cluster1/v2:100'}]",
        9, 52, MeshErrorId.ServiceConflict, "twice")]
    [InlineData(
        "services:\n- name: a\n  port: http:80\n  policy: [{headerRule: {requestSet: {x-version: 1.10}}}]",
        9, 50, MeshErrorId.DeclarationInvalid, "must be a text")]
    [InlineData(
        "services:\n- name: a\n  port: http:80\n  policy: [{redirect: {status: 200, body: 1.10}}]",
        9, 23, MeshErrorId.PolicyInvalid, "quotes")]
    public void What_is_wrong_is_told_with_line_and_column(string rest, int line, int column, string id, string says)
    {
        var path = NewPath();
        File.WriteAllText(path, Head + rest + "\n");
        var error = Assert.Throws<MeshException>(() => DeclarationFile.Read(path, [], null));
        Assert.Equal(id, error.ErrorId);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Contains(
            id == MeshErrorId.YamlInvalid ? $"line {line}, column {column}" : $"{path}:{line}:{column}: ",
            error.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("version: 2\nfuture: {}", MeshErrorId.DeclarationVersionUnknown)]
    [InlineData("", MeshErrorId.DeclarationInvalid)]
    [InlineData("version: 1\nfederation: {name: a}\nservices: [{name: a, port: 80}]\n---\nversion: 1", MeshErrorId.DeclarationInvalid)]
    [InlineData("[1]", MeshErrorId.FileInvalid)]
    [InlineData("version: 1\nfederation: {name: a_b}\nservices: [{name: a, port: 80}]", MeshErrorId.FederationNameInvalid)]
    [InlineData("version: 1\nfederation: {name: a, addressPool: ten}\nservices: [{name: a, port: 80}]", MeshErrorId.AddressPoolInvalid)]
    [InlineData(
        "version: 1\nfederation: {name: a}\nclusters: [{name: a, istioVersion: 1.30}]\nservices: [{name: a, port: 80}]",
        MeshErrorId.DeclarationInvalid)]
    [InlineData(
        "version: 1\nfederation: {name: a}\nclusters: [{name: a}, {name: a}]\nservices: [{name: a, port: 80}]",
        MeshErrorId.ClusterDuplicate)]
    public void What_is_no_declaration_is_refused(string text, string id)
    {
        var path = NewPath();
        File.WriteAllText(path, text);
        Assert.Equal(id, Assert.Throws<MeshException>(() => DeclarationFile.Read(path, [], null)).ErrorId);
    }

    [Fact]
    public void Order_comments_and_flow_do_not_matter()
    {
        var (one, other) = (NewPath(), NewPath());
        File.WriteAllText(one, Head + "services:\n- name: reviews\n  port: http:80\n");
        File.WriteAllText(other, """
            # Ours.
            services: [{port: [http:80], "name": reviews}]   # one
            clusters: &all [{istioVersion: '1.30.3', name: cluster1}]
            federation: {cluster: cluster1, name: shop}
            version: 1
            """);
        Assert.Equal(DeclarationFile.Read(one, [], null), DeclarationFile.Read(other, [], null));
    }

    [Fact]
    public void JSON_is_read_too()
    {
        var path = NewPath();
        var services = DeclarationGen.Services.Single();
        File.WriteAllText(path, CanonicalJson.Write(Declaration(services)));
        Assert.Equal(services, DeclarationFile.Read(path, [], null));
    }

    [Fact]
    public void A_file_that_says_the_same_in_other_words_stays()
    {
        var path = NewPath();
        File.WriteAllText(path, "# Mine.\n" + Head + "services:\n- {port: http:80, name: reviews, namespace: default}\n");
        var read = DeclarationFile.Read(path, [], null);
        Assert.Equal(FileAction.Unchanged, DeclarationFile.Prepare(path, Declaration(read), force: false).Action);
    }

    [Fact]
    public void Comments_are_not_lost_unasked()
    {
        var path = NewPath();
        File.WriteAllText(path, Head + "services:\n- {port: http:80, name: reviews} # Mine.\n");
        var changed = Declaration([DeclarationFile.Read(path, [], null)[0] with { NoRetry = true }]);
        var error = Assert.Throws<MeshException>(() => DeclarationFile.Prepare(path, changed, force: false));
        Assert.Equal(MeshErrorId.ExportFileForeign, error.ErrorId);
        Assert.Contains("line 7", error.Message, StringComparison.Ordinal);
        Assert.Equal(FileAction.Update, DeclarationFile.Prepare(path, changed, force: true).Action);
    }

    [Theory]
    [InlineData("kind: Service\n")]
    [InlineData("no: yaml: at all")]
    [InlineData("")]
    public void A_file_that_is_no_federation_is_not_overwritten_unasked(string text)
    {
        var path = NewPath();
        File.WriteAllText(path, text);
        var declaration = Declaration(DeclarationGen.Services.Single());
        Assert.Equal(
            MeshErrorId.ExportFileForeign,
            Assert.Throws<MeshException>(() => DeclarationFile.Prepare(path, declaration, force: false)).ErrorId);
        Assert.Equal(FileAction.Update, DeclarationFile.Prepare(path, declaration, force: true).Action);
    }

    private static UnstructuredMap Declaration(IReadOnlyList<MeshService> services) =>
        DeclarationWriter.Write(services, "shop", services[0].Federation!.AddressPool);

    private string NewPath() => Path.Combine(_folder, Guid.NewGuid().ToString("N") + ".yaml");
}
