using System.Runtime.InteropServices;

namespace MeshFederation.Shell.Hosting;

/// <summary>Switches Windows' console to escape sequences; terminals elsewhere know them already.</summary>
internal static class VirtualTerminal
{
    private const int OutputHandle = -11;
    private const int ErrorHandle = -12;
    private const uint ProcessVirtualTerminal = 0x4;

    /// <summary>Enables them where a stream leads to a console.</summary>
    /// <returns>False when a console of ours does not know them.</returns>
    public static bool Enable() =>
        !OperatingSystem.IsWindows() || ((Console.IsOutputRedirected || Enable(OutputHandle)) && (Console.IsErrorRedirected || Enable(ErrorHandle)));

    private static bool Enable(int stream)
    {
        var handle = GetStdHandle(stream);
        return GetConsoleMode(handle, out var mode) && SetConsoleMode(handle, mode | ProcessVirtualTerminal);
    }

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern nint GetStdHandle(int stream);

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetConsoleMode(nint handle, out uint mode);

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool SetConsoleMode(nint handle, uint mode);
}
