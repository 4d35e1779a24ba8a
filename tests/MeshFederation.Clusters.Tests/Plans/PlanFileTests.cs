using System.Text;
using CsCheck;
using MeshFederation.Clusters.Plans;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Export;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;

namespace MeshFederation.Clusters.Tests.Plans;

/// <summary>A plan is read as it was written, or not at all.</summary>
public sealed class PlanFileTests : IDisposable
{
    private static readonly MeshPlan Plan =
        RandomPlan.Any.Where(plan => plan.Changes.Count > 3 && plan.Changes.Any(change => change.Wanted is not null))
            .Generate(new PCG(1), null, out _);

    private readonly string _folder = Directory.CreateTempSubdirectory("meshfederation-").FullName;

    private string File => Path.Combine(_folder, "plan.json");

    [Fact]
    public void A_plan_is_read_as_it_was_written() => RandomPlan.Any.Sample(
        plan =>
        {
            PlanFile.Write(File, plan);
            var read = PlanFile.Read(File);
            Assert.Equal(plan, read);
            Assert.Equal(plan.GetHashCode(), read.GetHashCode());
            Assert.Equal(FileAction.Unchanged, PlanFile.Prepare(File, read, force: false).Action);
        },
        iter: 50,
        threads: 1);

    [Fact]
    public void A_file_that_was_cut_off_anywhere_is_refused()
    {
        PlanFile.Write(File, Plan);
        var bytes = System.IO.File.ReadAllBytes(File);
        Gen.Int[0, bytes.Length - 3].Sample(
            length =>
            {
                System.IO.File.WriteAllBytes(File, bytes[..length]);
                Assert.Equal(MeshErrorId.PlanFileInvalid, Assert.Throws<MeshException>(() => PlanFile.Read(File)).ErrorId);
            },
            iter: 100,
            threads: 1);
    }

    [Fact]
    public void A_character_that_was_changed_anywhere_is_found()
    {
        PlanFile.Write(File, Plan);
        var text = System.IO.File.ReadAllText(File);
        var letters = Enumerable.Range(0, text.Length).Where(place => char.IsLetterOrDigit(text[place])).ToArray();
        Gen.OneOf(letters).Sample(
            place =>
            {
                System.IO.File.WriteAllText(File, text[..place] + (text[place] == '7' ? '8' : '7') + text[(place + 1)..]);
                var error = Assert.Throws<MeshException>(() => PlanFile.Read(File));
                Assert.Contains(
                    error.ErrorId, new[] { MeshErrorId.PlanFileInvalid, MeshErrorId.PlanFileChanged, MeshErrorId.PlanVersionUnknown });
            },
            iter: 200,
            threads: 1);
    }

    [Theory]
    [InlineData("{\n  \"format\"", "{\"format\"")]
    [InlineData("\n", "\r\n")]
    public void A_file_that_was_only_laid_out_anew_is_read(string old, string now)
    {
        PlanFile.Write(File, Plan);
        System.IO.File.WriteAllText(
            File,
            System.IO.File.ReadAllText(File).Replace(old, now, StringComparison.Ordinal),
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal(Plan.Summary, PlanFile.Read(File).Summary);
    }

    [Fact]
    public void A_version_that_is_not_known_is_refused_and_named()
    {
        PlanFile.Write(File, Plan);
        System.IO.File.WriteAllText(
            File, System.IO.File.ReadAllText(File).Replace("\"version\": 1,", "\"version\": 2,", StringComparison.Ordinal));
        var error = Assert.Throws<MeshException>(() => PlanFile.Read(File));
        Assert.Equal(MeshErrorId.PlanVersionUnknown, error.ErrorId);
        Assert.Contains("format version '2'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("apiVersion: v1")]
    [InlineData("{\"format\": \"MeshFederation plan\", \"version\": 1}")]
    public void What_is_no_plan_is_refused_and_not_overwritten(string text)
    {
        System.IO.File.WriteAllText(File, text);
        Assert.Equal(MeshErrorId.PlanFileInvalid, Assert.Throws<MeshException>(() => PlanFile.Read(File)).ErrorId);
        if (text.Contains("format", StringComparison.Ordinal)) return;
        Assert.Equal(MeshErrorId.ExportFileForeign, Assert.Throws<MeshException>(() => PlanFile.Prepare(File, Plan, force: false)).ErrorId);
        Assert.Equal(FileAction.Update, PlanFile.Prepare(File, Plan, force: true).Action);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_object_that_is_not_of_the_federation_is_refused_even_with_a_right_digest(bool otherKind)
    {
        var change = Plan.Changes.First(change => change.Wanted is not null);
        var wanted = UnstructuredMap.Of(("apiVersion", "v1"), ("kind", "ConfigMap"), ("metadata", change.Wanted!.Map("metadata")));
        var smuggled = otherKind
            ? change with { ApiVersion = "v1", Kind = "ConfigMap", Wanted = wanted }
            : change with
            {
                Wanted = UnstructuredMap.Of(
                ("apiVersion", change.ApiVersion),
                ("kind", change.Kind),
                ("metadata", UnstructuredMap.Of(("name", change.Name), ("namespace", change.Namespace))))
            };
        PlanFile.Write(File, Plan with { Changes = [smuggled] });
        Assert.Equal(MeshErrorId.PlanFileInvalid, Assert.Throws<MeshException>(() => PlanFile.Read(File)).ErrorId);
    }

    [Fact]
    public void An_object_with_a_field_that_federations_do_not_write_is_refused_even_with_a_right_digest()
    {
        var change = Plan.Changes.First(change => change.Wanted is not null);
        var metadata = change.Wanted!.Map("metadata")!.With("finalizers", UnstructuredList.Of("example.com/keep"));
        PlanFile.Write(File, Plan with { Changes = [change with { Wanted = change.Wanted.With("metadata", metadata) }] });
        var error = Assert.Throws<MeshException>(() => PlanFile.Read(File));
        Assert.Equal(MeshErrorId.PlanFileInvalid, error.ErrorId);
        Assert.EndsWith("has metadata.finalizers, which federations do not write.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_of_the_live_objects_is_in_the_file_but_their_fingerprints()
    {
        var live = UnstructuredMap.Of(
            ("kind", "x"), ("metadata", UnstructuredMap.Of(("annotations", UnstructuredMap.Of(("note", "hidden-in-live"))))));
        PlanFile.Write(File, Plan with { Changes = [Plan.Changes[0] with { Live = live, Fingerprint = null }] });
        var text = System.IO.File.ReadAllText(File);
        Assert.DoesNotContain("hidden-in-live", text, StringComparison.Ordinal);
        Assert.Contains(ObjectFingerprint.Of(live), text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kubeconfig_is_named_without_its_folder_and_found_by_who_has_it_there()
    {
        const string path = "/home/alice/clusters/prod.kubeconfig";
        PlanFile.Write(File, PlanFile.With(Plan, path) with
        {
            Unread = [new("c0", "MeshKubeconfigInvalid", $"{path}:3: It is no kubeconfig.")],
        });
        Assert.DoesNotContain("alice", System.IO.File.ReadAllText(File), StringComparison.Ordinal);
        var found = PlanFile.Read(File, ["/other/prod.kubeconfig", path], []);
        Assert.All(found.Cluster, cluster => Assert.Equal(path, cluster.Kubeconfig));
        Assert.Empty(found.UnnamedKubeconfig);
        Assert.Equal("prod.kubeconfig:3: It is no kubeconfig.", Assert.Single(found.Unread).Message);
        Assert.Equal(FileAction.Unchanged, PlanFile.Prepare(File, found, force: false).Action);

        // One of the same name elsewhere may lead to other clusters.
        var unknown = PlanFile.Read(File, ["/other/prod.kubeconfig"], []);
        Assert.All(unknown.Cluster, cluster => Assert.Equal("…/prod.kubeconfig", cluster.Kubeconfig));
        Assert.Equal(["…/prod.kubeconfig"], unknown.UnnamedKubeconfig);
        PlanFile.Write(File, unknown);
        Assert.Equal(["…/prod.kubeconfig"], PlanFile.Read(File, [path], []).UnnamedKubeconfig);
    }

    /// <summary>A cluster that names no kubeconfig is reached by the session's.</summary>
    [Fact]
    public void The_folder_of_the_sessions_kubeconfig_is_told_to_nobody()
    {
        var path = MeshFederation.Clusters.Kubeconfig.SessionKubeconfig.Path[0];
        PlanFile.Write(File, Plan with { Unread = [new("c0", "MeshKubeconfigInvalid", $"{path}:3: It is no kubeconfig.")] });
        var message = Assert.Single(PlanFile.Read(File).Unread).Message;
        Assert.Equal(Path.GetFileName(path) + ":3: It is no kubeconfig.", message.Split('/')[^1]);
        Assert.DoesNotContain(Path.GetDirectoryName(path)!, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_in_a_file_of_before_is_shown_and_used_only_when_it_is_known()
    {
        var (path, map) = ("/home/alice/config", PlanWriter.Write(Plan));
        map = map.With("clusters", UnstructuredList.From(map.Maps("clusters").Select(cluster => cluster.With("kubeconfig", path))));
        Assert.Equal([path], PlanReader.Read("plan", map).UnnamedKubeconfig);
        Assert.All(PlanReader.Read("plan", map, path).Cluster, cluster => Assert.Equal(path, cluster.Kubeconfig));
        Assert.Empty(PlanReader.Read("plan", map, path).UnnamedKubeconfig);
    }

    [Fact]
    public void The_clusters_can_be_reached_by_another_kubeconfig() =>
        Assert.All(PlanFile.With(Plan, "/there/config").Cluster, cluster => Assert.Equal("/there/config", cluster.Kubeconfig));

    [Fact]
    public void A_directory_is_no_file() =>
        Assert.Equal(MeshErrorId.FileIsDirectory, Assert.Throws<MeshException>(() => PlanFile.Read(_folder)).ErrorId);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
