using System.Runtime.InteropServices;

namespace MeshFederation.Shell.Tests;

/// <summary>Ctrl+C and its like, sent as the signals that they are on Unix.</summary>
public sealed class StopTests : IDisposable
{
    private const int Interrupt = 2;
    private const int Terminate = 15;
    private const string InBackground = "The tests were started in the background by a shell that lets such processes ignore Ctrl+C, and so do those that they start.";

    private readonly string _marker = Path.GetTempFileName();

    [Theory]
    [InlineData(Interrupt)]
    [InlineData(Terminate)]
    public async Task A_signal_stops_the_script_which_can_still_clean_up(int signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signals.");
        Assert.SkipWhen(signal == Interrupt && IsInterruptIgnored(), InBackground);
        using var process = ShellProgram.Start(ShellProgram.Executable, [ShellProgram.Script("endless.ps1"), "-Marker", _marker]);
        var first = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.Equal("ready", first);
        Assert.Equal(0, Send(process.Id, signal));
        var result = (await ShellProgram.Finish(process)).ExitedWith(128 + signal);
        Assert.Equal("cleaned up", await File.ReadAllTextAsync(_marker, TestContext.Current.CancellationToken));
        Assert.Equal("", result.Error);
    }

    [Fact]
    public async Task A_second_one_ends_a_script_that_does_not_listen()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signals.");
        Assert.SkipWhen(IsInterruptIgnored(), InBackground);
        using var process = ShellProgram.Start(ShellProgram.Executable, [ShellProgram.Script("deaf.ps1")]);
        Assert.Equal("ready", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        while (!process.HasExited && Send(process.Id, Interrupt) == 0) await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Equal("", (await ShellProgram.Finish(process)).ExitedWith(128 + Interrupt).Output);
    }

    public void Dispose() => File.Delete(_marker);

    private static bool IsInterruptIgnored() =>
        OperatingSystem.IsLinux() && File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } line
        && (Convert.ToUInt64(line["SigIgn:".Length..].Trim(), 16) & (1UL << (Interrupt - 1))) != 0;

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Send(int process, int signal);
}
